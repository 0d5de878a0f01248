/** What people do in the emulated Telegram: write, press, pay, block. */
@NullMarked
@CheckReturnValue
package trt.playground.telegram.user;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

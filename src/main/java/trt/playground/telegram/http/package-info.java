/** The Bot API over HTTP: reads calls, answers them, hands out files. */
@NullMarked
@CheckReturnValue
package trt.playground.telegram.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/** What the bot says next: session and input in, screen and commands out. */
@NullMarked
@CheckReturnValue
package trt.domain.dialogue;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

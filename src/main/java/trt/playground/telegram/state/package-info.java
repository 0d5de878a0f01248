/** What the emulator remembers: people, messages, files, Stars. Survives a killed process. */
@NullMarked
@CheckReturnValue
package trt.playground.telegram.state;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

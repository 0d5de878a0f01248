/** The commands of the jar. */
@NullMarked
@CheckReturnValue
package trt.cli;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

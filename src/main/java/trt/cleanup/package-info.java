/** Unit: sweeps what time has made useless and finds what got stuck. */
@NullMarked
@CheckReturnValue
package trt.cleanup;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/** How long a film or a sound really is, found out while it passes by. */
@NullMarked
@CheckReturnValue
package trt.media;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

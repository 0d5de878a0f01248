/**
 * Unit: takes committed updates in order per chat, lets the dialogue decide, commits every effect
 * at once.
 */
@NullMarked
@CheckReturnValue
package trt.routing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

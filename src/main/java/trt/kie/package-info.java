/**
 * Speaks HTTP to KIE.ai: create a task, read its record, credits; and maps its answers to the
 * domain.
 */
@NullMarked
@CheckReturnValue
package trt.kie;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

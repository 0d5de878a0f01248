/** Unit: submits jobs to KIE, follows them, settles the money. */
@NullMarked
@CheckReturnValue
package trt.generation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/**
 * The models on offer: what each makes, which inputs it takes, and whether a set of inputs is
 * acceptable.
 */
@NullMarked
@CheckReturnValue
package trt.domain.catalog;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

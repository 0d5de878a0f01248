/**
 * What a generation costs: rules per model, the tariff of the deployment, integers in minor units.
 */
@NullMarked
@CheckReturnValue
package trt.domain.pricing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/** Unit: an update comes in, is committed, is acknowledged, is announced. */
@NullMarked
@CheckReturnValue
package trt.ingress;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

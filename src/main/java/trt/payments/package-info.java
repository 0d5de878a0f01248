/** Payments as Telegram has them on record: what was missed is credited, refunds are made. */
@NullMarked
@CheckReturnValue
package trt.payments;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

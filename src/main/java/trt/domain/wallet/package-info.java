/** Money as users see it: wallets, movements, and the words for each. */
@NullMarked
@CheckReturnValue
package trt.domain.wallet;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

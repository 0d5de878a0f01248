/** The operator's side of the dialogue: what is looked up, what is done, and how it is shown. */
@NullMarked
@CheckReturnValue
package trt.domain.dialogue.admin;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/**
 * Numbers as pictures, in plain Java: neither the desktop module nor a font of the machine is asked
 * for, so a slim runtime draws what a full one does.
 */
@NullMarked
@CheckReturnValue
package trt.chart;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

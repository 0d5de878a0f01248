/** The local event bus with typed addresses. It carries hints; PostgreSQL holds the truth. */
@NullMarked
@CheckReturnValue
package trt.bus;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

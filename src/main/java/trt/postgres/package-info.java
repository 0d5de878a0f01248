/** The truth: schema, pool, and one store per aggregate with its SQL. */
@NullMarked
@CheckReturnValue
package trt.postgres;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

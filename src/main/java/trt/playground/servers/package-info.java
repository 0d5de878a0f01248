/**
 * PostgreSQL and Redis as child processes of the playground. Their data stays in one folder between
 * runs and survives a {@code kill -9} of the JVM; what such a kill leaves running is found and
 * stopped at the next start.
 */
@NullMarked
@CheckReturnValue
package trt.playground.servers;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

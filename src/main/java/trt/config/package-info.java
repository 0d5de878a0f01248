/**
 * Settings: one typed record per section of {@code conf/default.json}, read once at start, every
 * problem reported at once.
 */
@NullMarked
@CheckReturnValue
package trt.config;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

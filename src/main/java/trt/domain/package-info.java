/**
 * What the bot means, in plain Java: it decides, the units execute. No clock, no I/O, no JSON, no
 * futures.
 */
@NullMarked
@CheckReturnValue
package trt.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

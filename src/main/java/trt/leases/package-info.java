/**
 * Which node works on which shard, and the unit that keeps it so. A lease decides who works, never
 * what is true: two nodes that both believe they hold a shard do no harm.
 */
@NullMarked
@CheckReturnValue
package trt.leases;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

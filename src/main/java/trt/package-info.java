/** The process: entry point and composition root. */
@NullMarked
package trt;

import org.jspecify.annotations.NullMarked;

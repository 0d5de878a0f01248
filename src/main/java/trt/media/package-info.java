/**
 * How long a film or a sound really is, found out while it passes by: what a generation costs
 * depends on it, and neither the app that sent a file nor the first line of the file is taken at
 * its word where the rest of it can be counted.
 *
 * <p>No library does this on a stream: jaudiotagger, mp3agic and mp4parser want a file that can be
 * read at random, metadata-extractor (which Tika uses too) blocks a thread of its own on an {@code
 * InputStream}, knows neither Matroska nor Ogg nor FLAC and repeats what the header says. Only the
 * few fields that tell a length are read here, so that nothing is held but those.
 */
@NullMarked
@CheckReturnValue
package trt.media;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

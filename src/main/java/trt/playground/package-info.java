/**
 * The bot without accounts: embedded PostgreSQL and Redis, emulators of Telegram and KIE, a chat
 * page.
 */
@NullMarked
@CheckReturnValue
package trt.playground;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

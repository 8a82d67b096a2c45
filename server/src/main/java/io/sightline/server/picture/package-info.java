/** Still pictures of streams, live and recorded: shown, judged once a day, remembered. */
@NullMarked
package io.sightline.server.picture;

import org.jspecify.annotations.NullMarked;

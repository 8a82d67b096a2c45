/** What is recorded: the index of segments, what keeps it true, and playback of a time. */
@NullMarked
package io.sightline.server.recording;

import org.jspecify.annotations.NullMarked;

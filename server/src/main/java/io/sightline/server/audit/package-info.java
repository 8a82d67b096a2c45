/** What was done, by whom, on what: a log that only grows, each entry sealing those before it. */
@NullMarked
package io.sightline.server.audit;

import org.jspecify.annotations.NullMarked;

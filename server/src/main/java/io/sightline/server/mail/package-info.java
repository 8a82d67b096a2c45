/** Mail to people, through SMTP. */
@NullMarked
package io.sightline.server.mail;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.sightline.server.account;

import org.jspecify.annotations.NullMarked;

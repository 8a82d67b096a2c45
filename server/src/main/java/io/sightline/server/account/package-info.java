/** Who you are: accounts, how they prove it, and their administration. */
@NullMarked
package io.sightline.server.account;

import org.jspecify.annotations.NullMarked;

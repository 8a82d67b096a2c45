/** Our requests before a stack that nobody here wrote: Apache CXF and WSS4J. */
@NullMarked
package io.sightline.onvif.wsdl;

import org.jspecify.annotations.NullMarked;

package io.sightline.bench.live;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Asks a server for one URL again and again, over keep-alive connections. */
interface Client {

    /**
     * @param serverPid whose processor time is counted
     */
    Round run(URI url, int connections, Duration duration, long serverPid)
            throws IOException, InterruptedException;
}

package io.sightline.server.camera;

import io.sightline.media.rtsp.ProbeResult;
import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspProbe;
import io.sightline.media.rtsp.RtspSettings;
import java.util.concurrent.Semaphore;

/** Asks cameras what they offer, a few at the same time; further ones wait for their turn. */
final class CameraProbe {

    private final RtspSettings settings;
    private final AddressPolicy addresses;
    private final Semaphore turns;

    CameraProbe(RtspSettings settings, AddressPolicy addresses, int maxConcurrency) {
        this.settings = settings;
        this.addresses = addresses;
        turns = new Semaphore(maxConcurrency, true);
    }

    /** Blocks for a few seconds at most once it is its turn. */
    ProbeResult probe(RtspAddress address) throws InterruptedException {
        addresses.check(address.host(), address.port());
        turns.acquire();
        try {
            return RtspProbe.probe(address, settings);
        } finally {
            turns.release();
        }
    }
}

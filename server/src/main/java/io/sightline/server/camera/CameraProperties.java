package io.sightline.server.camera;

import io.sightline.media.rtsp.HostResolver;
import io.sightline.media.rtsp.RetryPolicy;
import io.sightline.media.rtsp.RtspSettings;
import io.sightline.media.rtsp.TransportPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How cameras are connected to.
 *
 * @param reconcileInterval how often what runs is compared with what is wanted
 */
@ConfigurationProperties("camera")
record CameraProperties(
        @DefaultValue StreamSettings stream,
        @DefaultValue Rtsp rtsp,
        @DefaultValue Probe probe,
        @DefaultValue("5s") Duration reconcileInterval) {

    /**
     * @param naming of streams
     */
    record StreamSettings(@DefaultValue("cam_{ip}_ch{channel}_{subtype}") String naming) {
        StreamSettings {
            new StreamNaming(naming);
        }
    }

    /**
     * @param transport by what way media travels
     * @param connectTimeout for the TCP connection and the TLS handshake
     * @param replyTimeout for the answer to one request
     * @param stallTimeout without video for so long a camera is connected to anew
     * @param retryFirst wait after the first failure; each further one doubles it
     * @param retryLongest most that it grows to
     * @param retryUnauthorized wait after a refused password
     */
    record Rtsp(
            @DefaultValue("tcp-preferred") TransportPolicy transport,
            @DefaultValue("3s") Duration connectTimeout,
            @DefaultValue("5s") Duration replyTimeout,
            @DefaultValue("5s") Duration stallTimeout,
            @DefaultValue("1s") Duration retryFirst,
            @DefaultValue("30s") Duration retryLongest,
            @DefaultValue("30s") Duration retryUnauthorized) {

        Rtsp {
            requirePositive("camera.rtsp.connect-timeout", connectTimeout);
            requirePositive("camera.rtsp.reply-timeout", replyTimeout);
            requirePositive("camera.rtsp.stall-timeout", stallTimeout);
            requirePositive("camera.rtsp.retry-first", retryFirst);
            requirePositive("camera.rtsp.retry-longest", retryLongest);
            requirePositive("camera.rtsp.retry-unauthorized", retryUnauthorized);
        }

        RtspSettings settings(HostResolver hosts) {
            RtspSettings standard = RtspSettings.DEFAULT;
            return new RtspSettings(
                    transport,
                    standard.certificates(),
                    connectTimeout,
                    replyTimeout,
                    stallTimeout,
                    standard.udpSilence(),
                    new RetryPolicy(
                            retryFirst,
                            retryLongest,
                            retryUnauthorized,
                            standard.retry().healthyAfter()),
                    hosts);
        }
    }

    /**
     * @param maxConcurrency cameras asked at the same time; further ones wait
     */
    record Probe(@DefaultValue("8") int maxConcurrency) {
        Probe {
            if (maxConcurrency < 1) {
                throw new IllegalArgumentException(
                        "camera.probe.max-concurrency must be 1 or more");
            }
        }
    }

    CameraProperties {
        requirePositive("camera.reconcile-interval", reconcileInterval);
    }

    private static void requirePositive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(key + " must be longer than 0");
        }
    }
}

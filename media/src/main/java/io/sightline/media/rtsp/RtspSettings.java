package io.sightline.media.rtsp;

import io.sightline.handshake.CertificatePolicy;
import java.time.Duration;

/**
 * How a camera is pulled.
 *
 * @param connectTimeout for the TCP connection and the TLS handshake
 * @param replyTimeout for the answer to one request
 * @param stallTimeout without video for so long the connection is given up
 * @param udpSilence without a first UDP packet for so long UDP is given up
 * @param hosts finds, and may refuse, the addresses that are connected to
 */
public record RtspSettings(
        TransportPolicy transport,
        CertificatePolicy certificates,
        Duration connectTimeout,
        Duration replyTimeout,
        Duration stallTimeout,
        Duration udpSilence,
        RetryPolicy retry,
        HostResolver hosts) {

    public static final RtspSettings DEFAULT =
            new RtspSettings(
                    TransportPolicy.TCP_PREFERRED,
                    new CertificatePolicy.AcceptAny(),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(3),
                    RetryPolicy.DEFAULT,
                    HostResolver.SYSTEM);

    public RtspSettings {
        RetryPolicy.requirePositive("connectTimeout", connectTimeout);
        RetryPolicy.requirePositive("replyTimeout", replyTimeout);
        RetryPolicy.requirePositive("stallTimeout", stallTimeout);
        RetryPolicy.requirePositive("udpSilence", udpSilence);
    }

    public RtspSettings with(TransportPolicy other) {
        return new RtspSettings(
                other,
                certificates,
                connectTimeout,
                replyTimeout,
                stallTimeout,
                udpSilence,
                retry,
                hosts);
    }

    public RtspSettings with(CertificatePolicy other) {
        return new RtspSettings(
                transport,
                other,
                connectTimeout,
                replyTimeout,
                stallTimeout,
                udpSilence,
                retry,
                hosts);
    }

    public RtspSettings with(RetryPolicy other) {
        return new RtspSettings(
                transport,
                certificates,
                connectTimeout,
                replyTimeout,
                stallTimeout,
                udpSilence,
                other,
                hosts);
    }

    public RtspSettings with(HostResolver other) {
        return new RtspSettings(
                transport,
                certificates,
                connectTimeout,
                replyTimeout,
                stallTimeout,
                udpSilence,
                retry,
                other);
    }

    public RtspSettings withStallTimeout(Duration other) {
        return new RtspSettings(
                transport,
                certificates,
                connectTimeout,
                replyTimeout,
                other,
                udpSilence,
                retry,
                hosts);
    }

    public RtspSettings withReplyTimeout(Duration other) {
        return new RtspSettings(
                transport,
                certificates,
                connectTimeout,
                other,
                stallTimeout,
                udpSilence,
                retry,
                hosts);
    }
}

package io.sightline.onvif.http;

import io.sightline.handshake.CertificatePolicy;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How a device is spoken with.
 *
 * @param connectTimeout for the TCP connection
 * @param readTimeout for the next byte of an answer
 * @param operationDeadline for one operation from name resolution to the last byte, with what it
 *     takes to log in; a device that trickles does not get around it
 * @param maxReplyBytes of one SOAP answer
 * @param maxPictureBytes of one snapshot
 * @param parallelRequests to one device: cameras have small processors
 * @param certificates of {@code https} devices
 * @param guard asked before each connection
 * @param clock of this machine; the device's is known by its offset from it
 */
public record ConnectionSettings(
        Duration connectTimeout,
        Duration readTimeout,
        Duration operationDeadline,
        int maxReplyBytes,
        int maxPictureBytes,
        int parallelRequests,
        CertificatePolicy certificates,
        AddressGuard guard,
        InstantSource clock) {

    public static final ConnectionSettings DEFAULT =
            new ConnectionSettings(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    4 << 20,
                    8 << 20,
                    4,
                    new CertificatePolicy.AcceptAny(),
                    AddressGuard.OPEN,
                    InstantSource.system());

    public ConnectionSettings {
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("readTimeout", readTimeout);
        requirePositive("operationDeadline", operationDeadline);
        if (maxReplyBytes < 1 || maxPictureBytes < 1 || parallelRequests < 1) {
            throw new IllegalArgumentException("sizes and counts must be greater than nothing");
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " must be longer than nothing: " + duration);
        }
    }

    public ConnectionSettings withTimeouts(Duration connect, Duration read, Duration operation) {
        return new ConnectionSettings(
                connect,
                read,
                operation,
                maxReplyBytes,
                maxPictureBytes,
                parallelRequests,
                certificates,
                guard,
                clock);
    }

    public ConnectionSettings withMaxReplyBytes(int other) {
        return new ConnectionSettings(
                connectTimeout,
                readTimeout,
                operationDeadline,
                other,
                maxPictureBytes,
                parallelRequests,
                certificates,
                guard,
                clock);
    }

    public ConnectionSettings with(CertificatePolicy other) {
        return new ConnectionSettings(
                connectTimeout,
                readTimeout,
                operationDeadline,
                maxReplyBytes,
                maxPictureBytes,
                parallelRequests,
                other,
                guard,
                clock);
    }

    public ConnectionSettings with(AddressGuard other) {
        return new ConnectionSettings(
                connectTimeout,
                readTimeout,
                operationDeadline,
                maxReplyBytes,
                maxPictureBytes,
                parallelRequests,
                certificates,
                other,
                clock);
    }

    public ConnectionSettings with(InstantSource other) {
        return new ConnectionSettings(
                connectTimeout,
                readTimeout,
                operationDeadline,
                maxReplyBytes,
                maxPictureBytes,
                parallelRequests,
                certificates,
                guard,
                other);
    }
}

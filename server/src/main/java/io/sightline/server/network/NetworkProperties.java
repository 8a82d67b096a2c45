package io.sightline.server.network;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code server.*}, besides what Spring Boot reads there.
 *
 * @param listen {@code loopback}, {@code all}, or an address of this machine
 * @param trustedProxies addresses or blocks (CIDR) of proxies that say whom they speak for
 * @param proxyHeader in which header they say so
 */
@ConfigurationProperties("server")
public record NetworkProperties(
        @DefaultValue("loopback") String listen,
        @DefaultValue({}) List<String> trustedProxies,
        @DefaultValue("x-forwarded-for") ProxyHeader proxyHeader) {

    /**
     * One or the other: a proxy that writes one of them may well pass the other on as a client sent
     * it.
     */
    public enum ProxyHeader {
        /** X-Forwarded-For and X-Forwarded-Proto. */
        X_FORWARDED_FOR,
        /** Forwarded (RFC 7239). */
        FORWARDED
    }

    public NetworkProperties {
        trustedProxies = List.copyOf(trustedProxies);
        ListenAddress.parse(listen);
        new AddressBlocks(trustedProxies);
    }
}

package io.sightline.server.network;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({NetworkProperties.class, TlsProperties.class})
class NetworkConfiguration {

    @Bean
    Listeners listeners(NetworkProperties network, TlsProperties tls, InstantSource clock) {
        return new Listeners(
                ListenAddress.parse(network.listen()),
                Tls.of(tls, clock),
                new TrustedProxies(
                        new AddressBlocks(network.trustedProxies()), network.proxyHeader()));
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> listening(Listeners listeners) {
        return factory -> factory.addServerCustomizers(listeners::prepare);
    }
}

package io.sightline.server.web;

import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** Puts the media routes in front of Spring. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    /**
     * The routes are looked up with the first request and not before: the server is made before
     * most beans are.
     */
    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> mediaInFront(
            ObjectProvider<MediaRoute> routes) {
        Supplier<List<MediaRoute>> all =
                SingletonSupplier.of(() -> routes.orderedStream().toList());
        return factory ->
                factory.addServerCustomizers(
                        server -> {
                            Handler spring = server.getHandler();
                            MediaFrontHandler front = new MediaFrontHandler(all);
                            front.setHandler(spring);
                            server.setHandler(front);
                        });
    }
}

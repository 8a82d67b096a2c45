package io.sightline.server.web;

import io.sightline.server.sendfile.SendfileConnector;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
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
                            server.setErrorHandler(new ProblemErrorHandler());
                        });
    }

    /**
     * Connectors that can send files by the kernel, and platform threads for their selectors;
     * whatever may block is handed to virtual threads by the front handler. Runs after Boot's own
     * customizers, which set up what is copied here.
     */
    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> sendfileConnectors() {
        return factory -> {
            QueuedThreadPool threads = new QueuedThreadPool();
            threads.setName("http");
            threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
            factory.setThreadPool(threads);
            factory.addServerCustomizers(
                    server -> {
                        Connector[] connectors = server.getConnectors();
                        for (int i = 0; i < connectors.length; i++) {
                            connectors[i] = SendfileConnector.inPlaceOf(connectors[i]);
                        }
                        server.setConnectors(connectors);
                    });
        };
    }
}

package io.sightline.server.web;

import io.sightline.media.thread.ThreadScheduling;
import io.sightline.server.network.Listeners;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** Puts the media routes in front of Spring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RequestLimits.class)
class WebConfiguration {

    /**
     * The routes are looked up with the first request and not before: the server is made before
     * most beans are.
     */
    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> mediaInFront(
            ObjectProvider<MediaRoute> routes, RequestLimits limits, Listeners listeners) {
        Supplier<List<MediaRoute>> all =
                SingletonSupplier.of(() -> routes.orderedStream().toList());
        return factory ->
                factory.addServerCustomizers(
                        server -> {
                            Handler spring = server.getHandler();
                            MediaFrontHandler front = new MediaFrontHandler(all);
                            front.setHandler(spring);
                            RequestGate gate = new RequestGate(limits, listeners);
                            gate.setHandler(front);
                            server.setHandler(gate);
                            server.setErrorHandler(new ProblemErrorHandler());
                        });
    }

    /**
     * Platform threads for the connectors' selectors, which answer media themselves and so go
     * first; whatever may block is handed to virtual threads by the front handler.
     */
    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> threads() {
        return factory -> {
            QueuedThreadPool threads = new PromptThreadPool();
            threads.setName("http");
            threads.setVirtualThreadsExecutor(
                    ThreadScheduling.yieldingCarriers(Executors.newVirtualThreadPerTaskExecutor()));
            factory.setThreadPool(threads);
        };
    }

    private static final class PromptThreadPool extends QueuedThreadPool {
        @Override
        public Thread newThread(Runnable work) {
            return ThreadScheduling.prompt(super::newThread).newThread(work);
        }
    }
}

package io.sightline.server.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** The page's files, out of the {@code web} module's jar. */
@Configuration(proxyBeanMethods = false)
class PageResources implements WebMvcConfigurer {

    private static final String ROOT = "classpath:/META-INF/resources/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // The build puts a hash of their content into these files' names.
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(ROOT + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    }

    @Bean
    ResourceHttpRequestHandler filesBesideThePage(ApplicationContext context) {
        ResourceHttpRequestHandler files = new ResourceHttpRequestHandler();
        files.setLocations(List.of(context.getResource(ROOT)));
        files.setCacheControl(CacheControl.noCache());
        return files;
    }

    /** Behind all controllers: what none of them answers is the page's. */
    @Bean
    SimpleUrlHandlerMapping pageMapping(
            ApplicationContext context, ResourceHttpRequestHandler filesBesideThePage) {
        Resource page = context.getResource(ROOT + "index.html");
        return new SimpleUrlHandlerMapping(
                Map.of("/**", new PageHandler(page, filesBesideThePage)),
                Ordered.LOWEST_PRECEDENCE);
    }
}

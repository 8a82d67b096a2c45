package io.sightline.server.access;

import io.sightline.server.audit.Actor;
import io.sightline.server.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gives controllers their caller: as {@code Caller} where the route is for accounts, as {@code
 * Optional<Caller>} where nobody may come too, and as {@code Actor} for who only enters them into
 * the audit log.
 */
final class CallerArguments implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Actor.class)
                || parameter.nestedIfOptional().getNestedParameterType().equals(Caller.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Optional<Caller> caller = CallerAuthentication.current();
        if (parameter.getParameterType().equals(Optional.class)) {
            return caller;
        }
        if (parameter.getParameterType().equals(Actor.class)) {
            return caller.map(Caller::actor).orElseGet(() -> nobody(request));
        }
        return caller.orElseThrow(
                () ->
                        new ProblemException(
                                HttpStatus.UNAUTHORIZED,
                                "unauthenticated",
                                "Who are you?",
                                "Log in first."));
    }

    private static Actor nobody(NativeWebRequest request) {
        HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
        return Actor.anonymous(http == null ? "" : http.getRemoteAddr());
    }
}

package io.sightline.server.secret;

import io.sightline.server.DataDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SecretConfiguration {

    @Bean
    SecretBox secretBox(DataDirectory data) {
        return new SecretBox(SecretKeys.readOrMake(data.path().resolve("secret.key")));
    }
}

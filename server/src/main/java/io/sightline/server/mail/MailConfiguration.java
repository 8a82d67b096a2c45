package io.sightline.server.mail;

import io.sightline.server.database.Database;
import io.sightline.server.secret.SecretBox;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
class MailConfiguration {

    /** Boot makes a sender when {@code spring.mail.host} is set. */
    @Bean
    Postman postman(
            Database database,
            SecretBox secrets,
            InstantSource clock,
            ObjectProvider<JavaMailSender> smtp,
            MailProperties properties) {
        return new Postman(
                new OutgoingMail(database, secrets, clock),
                database,
                Optional.ofNullable(smtp.getIfAvailable()),
                properties);
    }
}

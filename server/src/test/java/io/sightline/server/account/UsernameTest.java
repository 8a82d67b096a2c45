package io.sightline.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {

    @ParameterizedTest
    @ValueSource(strings = {"admin", "anna.b", "Müller", "камера-1", "山田", "x", "7"})
    void takesNamesOfAnyLanguage(String name) {
        assertThat(Username.parse(name).text()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a@b",
                "../etc",
                "a'--",
                "a\u0000b",
                "a\u200bb",
                "...",
                "аdmin",
                "a\u202eb",
                "pаypal"
            })
    void refusesWhatIsNoName(String name) {
        assertThatThrownBy(() -> Username.parse(name)).hasMessageContaining("invalid-username");
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertThatThrownBy(() -> Username.parse("a".repeat(65)))
                .hasMessageContaining("invalid-username");
    }

    @ParameterizedTest
    @CsvSource({
        "admin, ADMIN", "admin, ａｄｍｉｎ", "admin, аdmin", "paypal, раураl", "user1, userl",
        "user0, userO", "user0, usero", "modern, rnodern", "straße, STRASSE", "é, e\u0301"
    })
    void givesLookAlikesOneKey(String one, String other) {
        assertThat(Username.key(one)).isEqualTo(Username.key(other));
    }

    @ParameterizedTest
    @CsvSource({"anna, anne", "camera1, camera2", "ivan, iwan"})
    void tellsOthersApart(String one, String other) {
        assertThat(Username.key(one)).isNotEqualTo(Username.key(other));
    }

    @Test
    void isNotMeantByALookAlike() {
        Username admin = new Username("admin");
        assertThat(admin.isMeantBy(" Admin ")).isTrue();
        assertThat(admin.isMeantBy("аdmin")).isFalse();
    }
}

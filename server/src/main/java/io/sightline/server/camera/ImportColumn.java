package io.sightline.server.camera;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A column of a list of cameras, by the names that people give it. The first name is the one that
 * is written.
 */
enum ImportColumn {
    NAME(
            "name",
            "Name, Camera, Camera name, Title, Device name",
            "Название, Имя, Камера, Наименование, Название камеры, Имя камеры",
            "名称, 摄像头名称, 摄像机名称, 设备名称, 通道名称, 摄像头"),
    URL(
            "url",
            "URL, RTSP, RTSP URL, Main URL, Stream, Main stream, Link",
            "Ссылка, Поток, Основной поток, RTSP ссылка, RTSP поток, URL потока",
            "RTSP地址, 主码流, 主码流地址, 流地址, 视频流地址"),
    SUB_URL(
            "subUrl",
            "Sub URL, Sub stream, Substream, Second stream, Preview URL",
            "Дополнительный поток, Субпоток, Второй поток, Доп поток",
            "子码流, 子码流地址, 辅码流"),
    STREAMS("streams", "Streams", "Потоки", "码流"),
    MANUFACTURER(
            "manufacturer",
            "Manufacturer, Vendor, Brand, Make",
            "Производитель, Марка, Бренд, Вендор",
            "厂商, 厂家, 品牌, 制造商"),
    TEMPLATE("template", "Template", "Шаблон", "模板"),
    HOST(
            "host",
            "Host, IP, IP address, Address, Hostname, Camera IP",
            "Адрес, IP адрес, Хост, IP камеры",
            "IP地址, 地址, 设备IP, 主机, 设备地址"),
    PORT("port", "Port, RTSP port", "Порт, RTSP порт", "端口, RTSP端口, 端口号"),
    ONVIF(
            "onvifUrl",
            "ONVIF, ONVIF URL, ONVIF address, Control URL",
            "Адрес ONVIF, Ссылка ONVIF, Адрес управления",
            "ONVIF地址, ONVIF链接, 控制地址"),
    CHANNEL("channel", "Channel, Channel number, Ch", "Канал, Номер канала", "通道, 通道号"),
    USERNAME(
            "username",
            "User, Username, User name, Login",
            "Пользователь, Логин, Имя пользователя",
            "用户名, 用户, 账号"),
    PASSWORD("password", "Password, Pass", "Пароль", "密码, 口令"),
    MODEL("model", "Model", "Модель", "型号, 设备型号"),
    SERIAL(
            "serial",
            "Serial, Serial number, S/N, SN",
            "Серийный номер, Серийный, Заводской номер",
            "序列号, 设备序列号"),
    FIRMWARE("firmware", "Firmware, Firmware version", "Прошивка, Версия прошивки", "固件, 固件版本"),
    RECORD("record", "Record, Recording, Recorded", "Запись, Записывать", "录像, 录制, 是否录像"),
    TAGS("tags", "Tags, Tag, Labels", "Теги, Метки", "标签"),
    GROUPS(
            "groups",
            "Groups, Group, Location, Site",
            "Группа, Группы, Объект, Место",
            "分组, 组, 区域, 位置"),
    NOTE(
            "note",
            "Note, Notes, Comment, Description, Remark",
            "Примечание, Комментарий, Описание, Заметка",
            "备注, 说明, 描述");

    private static final Pattern NOT_IN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]");
    private static final Map<String, ImportColumn> BY_HEADER = new HashMap<>();

    static {
        for (ImportColumn column : values()) {
            for (String names : List.of(column.english, column.russian, column.chinese)) {
                for (String name : names.split(", ")) {
                    BY_HEADER.put(key(name), column);
                }
            }
            BY_HEADER.put(key(column.field), column);
        }
    }

    private final String field;
    private final String english;
    private final String russian;
    private final String chinese;

    ImportColumn(String field, String english, String russian, String chinese) {
        this.field = field;
        this.english = english;
        this.russian = russian;
        this.chinese = chinese;
    }

    /** Of {@link CameraForm}. */
    String field() {
        return field;
    }

    /** As it is written. */
    String header() {
        return english.split(", ")[0];
    }

    /** Whatever its case, blanks, dashes and stars. */
    static Optional<ImportColumn> find(String header) {
        return Optional.ofNullable(BY_HEADER.get(key(header)));
    }

    static boolean isHeader(String word) {
        return find(word).isPresent();
    }

    private static String key(String header) {
        return NOT_IN_WORDS.matcher(header.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}

package io.llmloadtest.runner;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this program, as the build wrote it into the jar. */
public final class ProductVersion {

    private static final String UNKNOWN = "unknown";

    private ProductVersion() {
    }

    /** Such as {@code 0.1.0}; {@code unknown} when the jar does not tell. */
    public static String text() {
        Properties properties = new Properties();
        try (InputStream in = ProductVersion.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
        return properties.getProperty("version", UNKNOWN);
    }
}

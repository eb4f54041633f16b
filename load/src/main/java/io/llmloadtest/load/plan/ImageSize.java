package io.llmloadtest.load.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of the images that prompts show.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record ImageSize(int width, int height) {

    private static final String OPTION = "--images";
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})[xX](\\d{1,5})");
    private static final int MOST = 8192;

    /** Refuses a size that no model takes. */
    public ImageSize {
        Allowed.range(OPTION, width, 1, MOST);
        Allowed.range(OPTION, height, 1, MOST);
    }

    /**
     * Reads {@code 512x384}.
     *
     * @throws IllegalPlanException when it is no size
     */
    public static ImageSize parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalPlanException(OPTION, text.length() > 100 ? "" : "\"" + text + "\"",
                    "give width and height in pixels, such as 512x512");
        }
        return new ImageSize(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}

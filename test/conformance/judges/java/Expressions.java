import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.regex.*;

/**
 * java.util.regex behind stdin and stdout, run from its source by `java Expressions.java`. A line in: flags, a tab, the expression and a text, each in
 * Base64 of UTF-16BE, with tabs between. A line out: "refused", or each match after a blank: its groups as start-end or "-", with commas between.
 */
public class Expressions {
    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream out = new PrintStream(new BufferedOutputStream(System.out), false, StandardCharsets.US_ASCII);
        for (String line; (line = in.readLine()) != null; ) out.println(answer(line.split("\t", -1)));
        out.flush();
    }

    static String answer(String[] parts) {
        int flags = 0;
        for (char c : parts[0].toCharArray()) flags |= switch (c) {
            case 'i' -> Pattern.CASE_INSENSITIVE;
            case 'm' -> Pattern.MULTILINE;
            case 's' -> Pattern.DOTALL;
            case 'x' -> Pattern.COMMENTS;
            default -> throw new IllegalArgumentException("flag " + c);
        };
        Matcher m;
        try {
            m = Pattern.compile(text(parts[1]), flags).matcher(text(parts[2]));
        } catch (PatternSyntaxException e) {
            return "refused";
        }
        StringBuilder answer = new StringBuilder("matches");
        while (m.find()) {
            for (int g = 0; g <= m.groupCount(); g++) {
                answer.append(g == 0 ? ' ' : ',');
                if (m.start(g) < 0) answer.append('-');
                else answer.append(m.start(g)).append('-').append(m.end(g));
            }
        }
        return answer.toString();
    }

    static String text(String encoded) {
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_16BE);
    }
}

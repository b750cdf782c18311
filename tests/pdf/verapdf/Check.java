import java.io.FileInputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Arguments: FLAVOUR,FLAVOUR:FILE … One line a file and flavour, tabs between: verdict, flavour, file, failed rules. */
public class Check {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String argument : arguments) {
            int colon = argument.indexOf(':');
            String file = argument.substring(colon + 1);
            for (String flavour : argument.substring(0, colon).split(",")) {
                System.out.println(judge(PDFAFlavour.byFlavourId(flavour), flavour, file));
            }
        }
    }

    private static String judge(PDFAFlavour id, String flavour, String file) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), id)) {
            ValidationResult result = Foundries.defaultInstance().createValidator(id, false).validate(parser);
            Set<String> failed = new LinkedHashSet<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    failed.add(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber()
                        + " " + assertion.getMessage().replaceAll("\\s+", " ")
                        + " [" + assertion.getErrorMessage() + "]");
                }
            }
            return (result.isCompliant() ? "PASS" : "FAIL") + "\t" + flavour + "\t" + file + "\t" + String.join(" | ", failed);
        } catch (Exception error) {
            return "ERROR\t" + flavour + "\t" + file + "\t" + error;
        }
    }
}

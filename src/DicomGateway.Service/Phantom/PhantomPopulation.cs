namespace DicomGateway.Service.Phantom;

/// <summary>Invented people of one script. Names in several scripts are written "alphabetic|ideographic|phonetic".</summary>
internal sealed record PhantomPopulation(string CharacterSet, string[] Families, string[] Givens, string Street, string City, string Hospital)
{
    /// <summary>Character sets in the order in which studies take them. The Japanese names are short: some readers count escape sequences as characters.</summary>
    public static IReadOnlyList<PhantomPopulation> All { get; } =
    [
        new("ISO_IR 100", ["Müllenbach", "Jägersberg", "Größmannsdorf", "Lindströmer", "Bøghansen"], ["Jürgen", "Zoë", "François", "Åsa", "Anaïs"],
            "Hölderlinstraße", "Tübingen-Süd", "Universitätsklinik Neckarhöhe"),
        new("ISO_IR 192", ["Nguyễnhoa", "Łukasiewska", "Þórsdóttir", "Öztürkoğlu", "Çelebican"], ["Thảo", "Żaneta", "Björk", "Güneş", "Noémie"],
            "Ulica Świętokrzyska", "Łódź-Bałuty", "Szpital Świętej Ewy"),
        new("\\ISO 2022 IR 87", ["Kato|加藤|かとう", "Abe|阿部|あべ", "Mori|森|もり"], ["Aoi|葵|あおい", "Kei|慶|けい", "Jun|潤|じゅん"],
            "芝公園東通り", "東京都港区", "港湾中央病院"),
        new("\\ISO 2022 IR 149", ["Hongdae|洪|홍", "Kimyong|金|김", "Parkson|朴|박"], ["Gildong|吉洞|길동", "Minjung|敏貞|민정", "Seojun|瑞俊|서준"],
            "세종대로", "서울특별시 중구", "한강중앙병원"),
        new("ISO_IR 144", ["Иваненков", "Кузнечихин", "Соколовский"], ["Дмитрий", "Ольга", "Святослав"], "улица Садовая", "Нижний Волгоград", "Больница Северная"),
        new("GB18030", ["Zhangwei|张", "Wangfu|王", "Ouyang|欧阳"], ["XiaoDong|小东", "MeiLing|美玲", "JianGuo|建国"], "长安东街", "北京市东城区", "东城中心医院"),
        new("ISO_IR 126", ["Παπαδογιάννης", "Γεωργακόπουλος", "Δημητριάδης"], ["Νίκος", "Ελένη", "Σταύρος"], "Οδός Ερμού", "Θεσσαλονίκη", "Νοσοκομείο Ελπίδα"),
        new("ISO_IR 166", ["ใจดีงาม", "สุขสบาย", "รุ่งเรืองชัย"], ["สมชาย", "มาลัย", "วิชัย"], "ถนนสุขุมวิท", "กรุงเทพ", "โรงพยาบาลเมตตา"),
        new("ISO_IR 101", ["Wiśniakowski", "Dvořáčková", "Kovácsházi"], ["Władysława", "Jiří", "Zsófia"], "Náměstí Míru", "Kraków-Podgórze", "Nemocnice Říčany"),
        new(string.Empty, ["Oakleighton", "Harrowgate", "Pemberley"], ["Winifred", "Bartholomew", "Rosalind"], "Quarrington Lane", "Lower Wexbury", "Saint Crispin General"),
    ];

    /// <summary>A person name (PS3.5 6.2.1) with as many component groups as the scripts give.</summary>
    public static string Name(string family, string given, string marker, string middle = "")
    {
        var (families, givens) = (family.Split('|'), given.Split('|'));
        var groups = families.Zip(givens, (f, g) => $"{f}^{g}").ToArray();
        groups[0] = $"{families[0]}{marker}^{givens[0]}{(middle.Length > 0 ? "^" + middle : string.Empty)}";
        return string.Join('=', groups);
    }
}

BEGIN TRANSACTION;
CREATE TABLE "account_emailaddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verified" bool NOT NULL, "primary" bool NOT NULL, "user_id" bigint NOT NULL REFERENCES "agents_agent" ("id") DEFERRABLE INITIALLY DEFERRED, "email" varchar(254) NOT NULL);
INSERT INTO "account_emailaddress" VALUES(1,1,1,2,'agent1@alpha.example');
CREATE TABLE "account_emailconfirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created" datetime NOT NULL, "sent" datetime NULL, "key" varchar(64) NOT NULL UNIQUE, "email_address_id" integer NOT NULL REFERENCES "account_emailaddress" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "account_emailconfirmation" VALUES(1,'2026-11-22 15:40:03.957792','2026-11-22 15:40:03.957732','kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk',1);
CREATE TABLE "activity_delivery" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "address" varchar(254) NOT NULL, "channel" varchar(20) NOT NULL, "state" varchar(10) NOT NULL, "attempts" smallint unsigned NOT NULL CHECK ("attempts" >= 0), "last_error" text NOT NULL, "next_try_at" datetime NOT NULL, "leased_until" datetime NULL, "owed_at" datetime NOT NULL, "event_id" bigint NOT NULL REFERENCES "activity_event" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "tell_each_address_once" UNIQUE ("event_id", "address", "channel"));
INSERT INTO "activity_delivery" VALUES(1,'jo@alpha.example','mail','sent',1,'550 5.1.1 ’unknown☃','2026-11-22 15:40:04.039748',NULL,'2026-11-22 15:40:04.039752',25);
INSERT INTO "activity_delivery" VALUES(2,'jo@alpha.example','mail','failed',0,'550 5.1.1 ’unknown☃','2026-11-22 15:40:04.043133',NULL,'2026-11-22 15:40:04.043136',26);
INSERT INTO "activity_delivery" VALUES(3,'jo@alpha.example','mail','owed',0,'','2026-11-22 15:40:04.046281',NULL,'2026-11-22 15:40:04.046285',27);
INSERT INTO "activity_delivery" VALUES(4,'jo@alpha.example','mail','owed',0,'','2026-11-22 15:40:04.049343',NULL,'2026-11-22 15:40:04.049346',28);
INSERT INTO "activity_delivery" VALUES(5,'jo@alpha.example','mail','owed',0,'','2026-11-22 15:40:04.052390',NULL,'2026-11-22 15:40:04.052393',29);
INSERT INTO "activity_delivery" VALUES(6,'jo@alpha.example','mail','owed',0,'','2026-11-22 15:40:04.055468',NULL,'2026-11-22 15:40:04.055470',30);
INSERT INTO "activity_delivery" VALUES(7,'jo@alpha.example','mail','owed',0,'','2026-11-22 15:40:04.058485',NULL,'2026-11-22 15:40:04.058487',31);
INSERT INTO "activity_delivery" VALUES(8,'jo@alpha.example','mail','owed',0,'','2026-11-22 15:40:04.061499',NULL,'2026-11-22 15:40:04.061502',32);
INSERT INTO "activity_delivery" VALUES(9,'jo@alpha.example','mail','owed',0,'','2026-11-22 15:40:04.064508',NULL,'2026-11-22 15:40:04.064510',33);
INSERT INTO "activity_delivery" VALUES(10,'jo@alpha.example','mail','owed',0,'','2026-11-22 15:40:04.067434',NULL,'2026-11-22 15:40:04.067436',34);
INSERT INTO "activity_delivery" VALUES(11,'jo@alpha.example','mail','owed',0,'','2026-11-22 15:40:04.070477',NULL,'2026-11-22 15:40:04.070479',35);
INSERT INTO "activity_delivery" VALUES(12,'agent0@alpha.example','mail','owed',0,'','2026-11-22 15:40:04.073447',NULL,'2026-11-22 15:40:04.073449',37);
INSERT INTO "activity_delivery" VALUES(13,'agent0@alpha.example','mail','owed',0,'','2026-11-22 15:40:04.075967',NULL,'2026-11-22 15:40:04.075969',38);
CREATE TABLE "activity_event" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind_name" varchar(60) NOT NULL, "subject_id" bigint unsigned NOT NULL CHECK ("subject_id" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "actor_name" varchar(200) NOT NULL, "changes" text NOT NULL CHECK ((JSON_VALID("changes") OR "changes" IS NULL)), "details" text NOT NULL CHECK ((JSON_VALID("details") OR "details" IS NULL)), "at" datetime NOT NULL, "recorded_at" datetime NOT NULL, "batch" char(32) NULL, "salt" BLOB NULL, "content_digest" BLOB NOT NULL, "digest" BLOB NOT NULL, "actor_id" bigint NULL REFERENCES "agents_agent" ("id") DEFERRABLE INITIALLY DEFERRED, "subject_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_event_per_version" UNIQUE ("subject_type_id", "subject_id", "version"));
INSERT INTO "activity_event" VALUES(1,'agent.registered',1,1,'Priya Shah','{}','{}','2026-11-22 15:40:03.616578','2026-11-22 15:40:03.616653',NULL,X'EA7C3EE6342263538F15D2A61CAA43D1',X'2C8EB5C762BE7BA11B6D92A0CC6EE517A289EBD043389652EE737048742B544C',X'693BBE6AEA9C10FDE412EA06672BDAE7FA1BFEE88BE16074DDC5E9307AECA3DD',1,7);
INSERT INTO "activity_event" VALUES(2,'agent.registered',2,1,'Sam O’Kafor-Ćwikła','{}','{}','2026-11-22 15:40:03.722420','2026-11-22 15:40:03.722488',NULL,X'2DEEE494DAC15C838BF56C8F40E47EB9',X'4C1BD11497EAA2903A48A3A02505DFDDC05211CAA52257B83B424162C8415090',X'B78ECC6EFEBA015D1D8D3814B87FAF702A2C873BCC650063F79F5E6BCA5EED44',2,7);
INSERT INTO "activity_event" VALUES(3,'agent.registered',3,1,'山田 太郎','{}','{}','2026-11-22 15:40:03.830249','2026-11-22 15:40:03.830317',NULL,X'07846C12765DC0B134F39307A7FC6CAC',X'453A8FA21A320848663206D895ED0B688F22C0EAFB7DC4D3166D95DA90AB7B8E',X'78951DD6D90927A6E46BF2A4B3ED6355AB5C2F13B4AE57650CB86FD7F8A0167B',3,7);
INSERT INTO "activity_event" VALUES(4,'hr_code.changed',1,1,'Priya Shah','{}','{}','2026-11-22 15:40:03.944446','2026-11-22 15:40:03.944507',NULL,X'200968E1968F155A25A166F0587EE998',X'D8F7FC826135C417B30C5C9ED254FA3D73D149CA51D41FAAEBE74B22A7B0E272',X'993FFF0DF13B6BB935C9560E00B8F5E4B0F33BAACEB96E6EA9AB0204E16AA582',1,9);
INSERT INTO "activity_event" VALUES(5,'agent.two_factor_on',1,2,'Priya Shah','{}','{}','2026-11-22 15:40:03.949161','2026-11-22 15:40:03.949221',NULL,X'194BB28BE4C7CDFAB1C80376C1624019',X'7822EF70AF0F7AE1A1A5DE9409ADFA948B159738A91C472F03AFDA2BC0FBB51A',X'BACF6066B62772323C67001029EC34C57FD8AD395F2D302E0AAF23DE3A3B7FBC',1,7);
INSERT INTO "activity_event" VALUES(6,'person.added',1,1,'Jo Park','{"name": {"was": "", "now": "Jo Park"}, "email": {"was": "", "now": "jo@alpha.example"}, "phone": {"was": "", "now": "+44 20 7946 0000"}}','{}','2026-11-22 15:40:03.994482','2026-11-22 15:40:03.994876',NULL,X'FACD6561136AAF29A9C83C5B179C4A45',X'4C32116508DDB5F52E9AF726EBE98CE964E04A952B6C68CBDDB8CF467588CAD5',X'2FA2CF092F08B666FB2DBB498413EF01D9D1ABA77D5E00231118C743E2FFE693',NULL,6);
INSERT INTO "activity_event" VALUES(7,'person.edited',1,2,'Priya Shah','{"location": {"was": "", "now": "London, 3rd floor"}}','{}','2026-11-22 15:40:03.997094','2026-11-22 15:40:03.997156',NULL,X'310ED8055D619BB57EF6AAB679A9DA2E',X'1FF583A6B2134981DBF62C66DC962868D3E2FE7081806F59E6E2385114416223',X'E2F3507F6833DB543C291807E992F89DBDAB4DF955C770CC18EDF3014FDCA6FC',1,6);
INSERT INTO "activity_event" VALUES(8,'person.added',2,1,'Priya Shah','{"name": {"was": "", "now": "\u00c4da L\u00f6ve"}, "email_as_given": {"was": "", "now": "no address"}}','{}','2026-11-22 15:40:03.998814','2026-11-22 15:40:03.998866',NULL,X'76A8DAC08F056EA03156F47329BC8450',X'8FCF318400F3E20762CE8EA2633BF4BFD193424A0628D3C89A7033C77ADD8C71',X'317A1A61F35F7139732A5D3F42EB0B8E3C9C3690A072D503217B9666F05E872E',1,6);
INSERT INTO "activity_event" VALUES(9,'person.added',3,1,'Priya Shah','{"name": {"was": "", "now": "\u0645\u062d\u0645\u062f"}, "email": {"was": "", "now": "m@alpha.example"}}','{}','2026-11-22 15:40:03.999928','2026-11-22 15:40:03.999967',NULL,X'C0C36ADA4C00D669C2F736239C91F816',X'B9A04AB73EA97E1BDE502CE18E4E4A4F5E8F149C70254F0A35AB1100C07F83E2',X'E3F628F59E48DD2779C1877EEB4976A89F0262879C0B7037B1CE8338E789A7FB',1,6);
INSERT INTO "activity_event" VALUES(10,'asset.added',1,1,'Priya Shah','{"tag": {"was": "", "now": "AS0001"}, "category": {"was": null, "now": [1, "Laptop"]}, "manufacturer": {"was": "", "now": "O''Brien; DROP TABLE tickets_ticket; --"}, "model": {"was": "", "now": "T14 \u2013 \u201cnew\u201d"}, "holder": {"was": null, "now": [1, "Jo Park"]}}','{}','2026-11-22 15:40:04.003371','2026-11-22 15:40:04.003669',NULL,X'424BD1ACC2F2E2363CE86CFD7CEBCE95',X'DA6685333D85940F9CBEB6ED060E6C742A8FC2DB7C353DF767D90197E452BE40',X'B040814CDB2BE21E3D56BA6409D39ED9930F93ACCC138AD2A114A7DCC462BA8C',1,4);
INSERT INTO "activity_event" VALUES(11,'asset.added',2,1,'Priya Shah','{"tag": {"was": "", "now": "AS0002"}, "category": {"was": null, "now": [1, "Laptop"]}, "manufacturer": {"was": "", "now": "back\\slash \\N \\. \"quoted\" ''single'' `tick` $$dollar$$"}, "model": {"was": "", "now": "T14 \u2013 \u201cnew\u201d"}, "holder": {"was": null, "now": [1, "Jo Park"]}}','{}','2026-11-22 15:40:04.005754','2026-11-22 15:40:04.005804',NULL,X'9996CC215270E5397B11F3BF0DB6CE22',X'4D7F79D1B21D42F6079CC2D8B5005B60F6F06115AB3B16896D13C24BB4DE5D0A',X'E57841663CA2A9667C2CC79AB51E832BFB3657349B2BD18EC695839C42337EA7',1,4);
INSERT INTO "activity_event" VALUES(12,'asset.added',3,1,'Priya Shah','{"tag": {"was": "", "now": "AS0003"}, "category": {"was": null, "now": [1, "Laptop"]}, "manufacturer": {"was": "", "now": "=cmd|'' /C calc''!A0"}, "model": {"was": "", "now": "T14 \u2013 \u201cnew\u201d"}, "holder": {"was": null, "now": [1, "Jo Park"]}}','{}','2026-11-22 15:40:04.007825','2026-11-22 15:40:04.007871',NULL,X'78F95BDB76E5ECD298A9F56081DB61C0',X'421C81D187AF8B9B31C3C534FD7D8BB03DAADC075460F0B55E90644335F1F7F7',X'CCB34F7222BDF4755B6D2E283FB18E0A8AB3006CDBA7856A4A1B4FFCD2E51E60',1,4);
INSERT INTO "activity_event" VALUES(13,'asset.added',4,1,'Priya Shah','{"tag": {"was": "", "now": "AS0004"}, "category": {"was": null, "now": [1, "Laptop"]}, "manufacturer": {"was": "", "now": "Zo\u00eb \u00c5ngstr\u00f6m, \u00e9 and \u00e9, \ufb01, \u00df, \u0130stanbul, \u01c6"}, "model": {"was": "", "now": "T14 \u2013 \u201cnew\u201d"}, "holder": {"was": null, "now": [1, "Jo Park"]}}','{}','2026-11-22 15:40:04.009919','2026-11-22 15:40:04.010012',NULL,X'8D0C0B9E9BA3B7284BA196834774AD5C',X'4E4FABC1C010486A97F8676A062D6B854D4F1A49D140579A57B4D0EA3B9C7612',X'64B364EAB36D29B0C69F16F7A4FD8FC7FFCBD26F771EA598D5F549E82C8D565E',1,4);
INSERT INTO "activity_event" VALUES(14,'asset.added',5,1,'Priya Shah','{"tag": {"was": "", "now": "AS0005"}, "category": {"was": null, "now": [1, "Laptop"]}, "manufacturer": {"was": "", "now": "\u0634\u0627\u0634\u0629 \u0633\u0648\u062f\u0627\u0621 \u0639\u0646\u062f \u0627\u0644\u062a\u0634\u063a\u064a\u0644"}, "model": {"was": "", "now": "T14 \u2013 \u201cnew\u201d"}, "holder": {"was": null, "now": [1, "Jo Park"]}}','{}','2026-11-22 15:40:04.011948','2026-11-22 15:40:04.011992',NULL,X'FB2DBA852ECB5A4BAEA3F737C62B2B9F',X'B5BE436932230A89A5B1388AC0FD69F025B8F3047560DD626E7BADCE9B5A7D8F',X'3EC2E8EDEE01EF252978FA57AFF5C1C98BCC913B586CDCB60BA27A892BA2C484',1,4);
INSERT INTO "activity_event" VALUES(15,'asset.added',6,1,'Priya Shah','{"tag": {"was": "", "now": "AS0006"}, "category": {"was": null, "now": [1, "Laptop"]}, "manufacturer": {"was": "", "now": "\u30d7\u30ea\u30f3\u30bf\u30fc\u304c\u7d19\u3092\u8a70\u307e\u3089\u305b\u308b"}, "model": {"was": "", "now": "T14 \u2013 \u201cnew\u201d"}, "holder": {"was": null, "now": [1, "Jo Park"]}}','{}','2026-11-22 15:40:04.014002','2026-11-22 15:40:04.014051',NULL,X'35BBD6E0BDD0551BD4145DB24A8297F0',X'3AF0A6829919F5FA5B882BA0F8DF50C6DB3DD49E2BE1CD6DD51A3EF4C648E23C',X'7BA4CB19B2D15145711873143C8E6FAFFCE5A4B32C8AE9D0B010633568C49D7E',1,4);
INSERT INTO "activity_event" VALUES(16,'asset.added',7,1,'Priya Shah','{"tag": {"was": "", "now": "AS0007"}, "category": {"was": null, "now": [1, "Laptop"]}, "manufacturer": {"was": "", "now": "\ud83d\udc69\ud83c\udffd\u200d\ud83d\udcbb cannot work \ud83d\udd25\ud835\udcb3"}, "model": {"was": "", "now": "T14 \u2013 \u201cnew\u201d"}, "holder": {"was": null, "now": [1, "Jo Park"]}}','{}','2026-11-22 15:40:04.015958','2026-11-22 15:40:04.016003',NULL,X'78029918ED6EC20C831F1D41A3C4E276',X'01449B83115BA404C0CA84915DC2DA0469AF85F7C3ADA339F4D0F89B70645DF1',X'D4D9A5FB994E681FAB7834721CD719E129B19E90A6565B8764ED853BB07900C9',1,4);
INSERT INTO "activity_event" VALUES(17,'asset.added',8,1,'Priya Shah','{"tag": {"was": "", "now": "AS0008"}, "category": {"was": null, "now": [1, "Laptop"]}, "manufacturer": {"was": "", "now": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 half-space, soft\u00adhyphen, no break"}, "model": {"was": "", "now": "T14 \u2013 \u201cnew\u201d"}, "holder": {"was": null, "now": [1, "Jo Park"]}}','{}','2026-11-22 15:40:04.018040','2026-11-22 15:40:04.018099',NULL,X'18C3529739143EA99D5AECFEAFBDCB95',X'A068CC6DEAE1A948D64178D84413AF2B2D890930633485853A186C18F7A1286E',X'0EECB8A7D0ED650C1F9F717A90560BCD90D18D4AD5635FE9085529FE58588755',1,4);
INSERT INTO "activity_event" VALUES(18,'asset.added',9,1,'Priya Shah','{"tag": {"was": "", "now": "AS0009"}, "category": {"was": null, "now": [1, "Laptop"]}, "manufacturer": {"was": "", "now": "<script>alert(1)</script> &amp; {% now %} %s %(x)s {0}"}, "model": {"was": "", "now": "T14 \u2013 \u201cnew\u201d"}, "holder": {"was": null, "now": [1, "Jo Park"]}}','{}','2026-11-22 15:40:04.020124','2026-11-22 15:40:04.020170',NULL,X'1B101969E9BED1C5518EE6ECA653B260',X'4218440BB49C16B5FCD8FE5DF74D70F7506D5CA8353A548C7EADEBC7A97DB8D9',X'65CF893709C07A7AE3009E3A524F52835782D90C3F9C1FE11C836485079F4120',1,4);
INSERT INTO "activity_event" VALUES(19,'asset.added',10,1,'Priya Shah','{"tag": {"was": "", "now": "AS0010"}, "category": {"was": null, "now": [1, "Laptop"]}, "manufacturer": {"was": "", "now": "tab and more"}, "model": {"was": "", "now": "T14 \u2013 \u201cnew\u201d"}, "holder": {"was": null, "now": [1, "Jo Park"]}}','{}','2026-11-22 15:40:04.022210','2026-11-22 15:40:04.022258',NULL,X'4911D7131F8F975719E86D34E676C652',X'10981B61A37C6C813DBF738FD7FEDE9BCEC36AA95FDF7FD9DF555A751F143956',X'E459F63E109F5B89CB11882F9617D13AB55E7A3641C94C58DC63EB143DC35CE8',1,4);
INSERT INTO "activity_event" VALUES(20,'asset.added',11,1,'Priya Shah','{"tag": {"was": "", "now": "AS0011"}, "category": {"was": null, "now": [1, "Laptop"]}, "manufacturer": {"was": "", "now": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}, "model": {"was": "", "now": "T14 \u2013 \u201cnew\u201d"}, "holder": {"was": null, "now": [1, "Jo Park"]}}','{}','2026-11-22 15:40:04.024367','2026-11-22 15:40:04.024416',NULL,X'CA3F0D8C69B809617DEA49EF7FEDF46B',X'C3FA8DF6468FD87F6617796AA3201DD44447E586AB646C3804B74E708A828BEB',X'F3E973881A849E1DA12FED2D838717D21E2CA0FFC251C39DA42E91B5BD34BD44',1,4);
INSERT INTO "activity_event" VALUES(21,'asset.added',12,1,'Priya Shah','{"tag": {"was": "", "now": "Ph.7_b-1"}, "category": {"was": null, "now": [2, "Cellphone"]}, "serial_number": {"was": "", "now": "0000000000000000000000000000000000000000"}}','{}','2026-11-22 15:40:04.025766','2026-11-22 15:40:04.025805',NULL,X'DAABBE561E93D2C9EFFE3A6CF38A66C0',X'0D4DDAC08050D4826E28F9DEE243E09F9CA3E6C4A62E4E10A6A5BF46C4964EAE',X'D6F8FD2FF37BA9A4258542A98659588D2038EECB34337633F7F9A61F0E5D5042',1,4);
INSERT INTO "activity_event" VALUES(22,'asset.taken-out-of-service',2,2,'Priya Shah','{"status": {"was": "in-stock", "now": "out-of-service"}}','{}','2026-11-22 15:40:04.028187','2026-11-22 15:40:04.028229',NULL,X'A529298F7DFF3A13547DF3ADA7DE4DE8',X'86FA6C75F04234DB9137250310FE61EC67AE9506CC79541F5732B66E54BC0C5B',X'B8A00AA4C7E66A13A43E137E0ABEA050CA152046FB70368456DAB91E5892CD31',1,4);
INSERT INTO "activity_event" VALUES(23,'asset.edited',3,2,'Priya Shah','{"warranty_end": {"was": null, "now": "2026-11-22"}}','{}','2026-11-22 15:40:04.030335','2026-11-22 15:40:04.030378',NULL,X'BB1F1588BC53E6B7D7A1EB8C9DB18E58',X'FB993DDB3FCFEE61ED9BC20580868C9D3AAB3410699121E89E06D08F0E81572E',X'111B318FC5B32F1F70414A1C3FBF528233FFD13BDFE61E9EC8ECEC7F350572D0',1,4);
INSERT INTO "activity_event" VALUES(24,'asset.binned',4,2,'Priya Shah','{"binned_at": {"was": null, "now": "2026-11-22T15:40:04Z"}}','{}','2026-11-22 15:40:04.032444','2026-11-22 15:40:04.032487',NULL,X'4AC38BCFE357E5438EA76A1D6C0D6598',X'55E1A5D8B64AA40E04D620C9C2AAAFCE9E2DFA70116839674D4057F725BC176D',X'E0E0F3E15D0151B1C000091C691F042FEB4EA86BDD8D45F1F006FB8DC8D72355',1,4);
INSERT INTO "activity_event" VALUES(25,'ticket.submitted',1,1,'Jo Park','{"subject": {"was": "", "now": "O''Brien; DROP TABLE tickets_ticket; --"}, "description": {"was": "", "now": "O''Brien; DROP TABLE tickets_ticket; --\n\nO''Brien; DROP TABLE tickets_ticket; --\nO''Brien; DROP TABLE tickets_ticket; --\n\nO''Brien; DROP TABLE tickets_ticket; --\nO''Brien; DROP TABLE tickets_ticket; --\n\nO''Brien; DROP TABLE tickets_ticket; --"}, "category": {"was": null, "now": [1, "Hardware"]}, "requester": {"was": null, "now": [1, "Jo Park"]}, "name_as_given": {"was": "", "now": "Jo Park"}, "asset": {"was": null, "now": [1, "AS0001"]}}','{}','2026-11-22 15:40:04.039061','2026-11-22 15:40:04.039389',NULL,X'694A451F19F911ABD81C3415386BDC37',X'9030E2087ADC3D07E7484ADB6104913E51D422690530FE6D565D381557DCE544',X'F43BD1C55BBCD5B86FF2936B8D0942AFB762CAC56D97955D50EB13596CB11C9D',NULL,2);
INSERT INTO "activity_event" VALUES(26,'ticket.submitted',2,1,'Jo Park','{"subject": {"was": "", "now": "back\\slash \\N \\. \"quoted\" ''single'' `tick` $$dollar$$"}, "description": {"was": "", "now": "back\\slash \\N \\. \"quoted\" ''single'' `tick` $$dollar$$\n\nback\\slash \\N \\. \"quoted\" ''single'' `tick` $$dollar$$\nback\\slash \\N \\. \"quoted\" ''single'' `tick` $$dollar$$\n\nback\\slash \\N \\. \"quoted\" ''single'' `tick` $$dollar$$\nback\\slash \\N \\. \"quoted\" ''single'' `tick` $$dollar$$\n\nback\\slash \\N \\. \"quoted\" ''single'' `tick` $$dollar$$"}, "category": {"was": null, "now": [1, "Hardware"]}, "requester": {"was": null, "now": [1, "Jo Park"]}, "name_as_given": {"was": "", "now": "Jo Park"}, "asset": {"was": null, "now": [2, "AS0002"]}}','{}','2026-11-22 15:40:04.042806','2026-11-22 15:40:04.042851',NULL,X'B1BDDB1CFC39F29A8280B7AF3781054E',X'7DD8721E41E8FC032B977EA35D49421C995C5736048E913E0494530B81B1BA94',X'B36D42F0471454AC4F3CAB59FFE2F6FDB424D770621A626F4DAA000B25D2DCC8',NULL,2);
INSERT INTO "activity_event" VALUES(27,'ticket.submitted',3,1,'Jo Park','{"subject": {"was": "", "now": "=cmd|'' /C calc''!A0"}, "description": {"was": "", "now": "=cmd|'' /C calc''!A0\n\n=cmd|'' /C calc''!A0\n=cmd|'' /C calc''!A0\n\n=cmd|'' /C calc''!A0\n=cmd|'' /C calc''!A0\n\n=cmd|'' /C calc''!A0"}, "category": {"was": null, "now": [1, "Hardware"]}, "requester": {"was": null, "now": [1, "Jo Park"]}, "name_as_given": {"was": "", "now": "Jo Park"}, "asset": {"was": null, "now": [3, "AS0003"]}}','{}','2026-11-22 15:40:04.045910','2026-11-22 15:40:04.045999',NULL,X'7F3E9BF2B33DA40A5B73EB4A5CE743D6',X'6921092CBD0456460AE36FD040C2F4A203C27A6E0791AC2842B93E10B22A5245',X'E831B16A1BE9A5ACC2C2EC856F4350C7B2A6750FD55E97797811EA57647D4DE6',NULL,2);
INSERT INTO "activity_event" VALUES(28,'ticket.submitted',4,1,'Jo Park','{"subject": {"was": "", "now": "Zo\u00eb \u00c5ngstr\u00f6m, \u00e9 and \u00e9, \ufb01, \u00df, \u0130stanbul, \u01c6"}, "description": {"was": "", "now": "Zo\u00eb \u00c5ngstr\u00f6m, \u00e9 and \u00e9, \ufb01, \u00df, \u0130stanbul, \u01c6\n\nZo\u00eb \u00c5ngstr\u00f6m, \u00e9 and \u00e9, \ufb01, \u00df, \u0130stanbul, \u01c6\nZo\u00eb \u00c5ngstr\u00f6m, \u00e9 and \u00e9, \ufb01, \u00df, \u0130stanbul, \u01c6\n\nZo\u00eb \u00c5ngstr\u00f6m, \u00e9 and \u00e9, \ufb01, \u00df, \u0130stanbul, \u01c6\nZo\u00eb \u00c5ngstr\u00f6m, \u00e9 and \u00e9, \ufb01, \u00df, \u0130stanbul, \u01c6\n\nZo\u00eb \u00c5ngstr\u00f6m, \u00e9 and \u00e9, \ufb01, \u00df, \u0130stanbul, \u01c6"}, "category": {"was": null, "now": [1, "Hardware"]}, "requester": {"was": null, "now": [1, "Jo Park"]}, "name_as_given": {"was": "", "now": "Jo Park"}, "tag_as_typed": {"was": "", "now": "AS0004"}}','{}','2026-11-22 15:40:04.048925','2026-11-22 15:40:04.048966',NULL,X'A3AA2310CF641347025F1BAC544900F4',X'728676078863DAE2F7EFDACAE860E9F4E23B7A81687F3536623B56A07CC3108A',X'0C95F99AF41B376114B82632E67C5F9E7D3F3DDA23A4C6EAE005B50BE6C28490',NULL,2);
INSERT INTO "activity_event" VALUES(29,'ticket.submitted',5,1,'Jo Park','{"subject": {"was": "", "now": "\u0634\u0627\u0634\u0629 \u0633\u0648\u062f\u0627\u0621 \u0639\u0646\u062f \u0627\u0644\u062a\u0634\u063a\u064a\u0644"}, "description": {"was": "", "now": "\u0634\u0627\u0634\u0629 \u0633\u0648\u062f\u0627\u0621 \u0639\u0646\u062f \u0627\u0644\u062a\u0634\u063a\u064a\u0644\n\n\u0634\u0627\u0634\u0629 \u0633\u0648\u062f\u0627\u0621 \u0639\u0646\u062f \u0627\u0644\u062a\u0634\u063a\u064a\u0644\n\u0634\u0627\u0634\u0629 \u0633\u0648\u062f\u0627\u0621 \u0639\u0646\u062f \u0627\u0644\u062a\u0634\u063a\u064a\u0644\n\n\u0634\u0627\u0634\u0629 \u0633\u0648\u062f\u0627\u0621 \u0639\u0646\u062f \u0627\u0644\u062a\u0634\u063a\u064a\u0644\n\u0634\u0627\u0634\u0629 \u0633\u0648\u062f\u0627\u0621 \u0639\u0646\u062f \u0627\u0644\u062a\u0634\u063a\u064a\u0644\n\n\u0634\u0627\u0634\u0629 \u0633\u0648\u062f\u0627\u0621 \u0639\u0646\u062f \u0627\u0644\u062a\u0634\u063a\u064a\u0644"}, "category": {"was": null, "now": [1, "Hardware"]}, "requester": {"was": null, "now": [1, "Jo Park"]}, "name_as_given": {"was": "", "now": "Jo Park"}, "asset": {"was": null, "now": [5, "AS0005"]}}','{}','2026-11-22 15:40:04.052042','2026-11-22 15:40:04.052085',NULL,X'56DF166A4B2B10B7E2B8CA0927B9EAE8',X'8D19A761141FBD64131273C21F8D06B9357421DA1E4723D9A8EC50D4E1E11397',X'A7C1A5236548B8303D0CDFAA33B5739657A2A64322425890CA6A4B35784139FB',NULL,2);
INSERT INTO "activity_event" VALUES(30,'ticket.submitted',6,1,'Jo Park','{"subject": {"was": "", "now": "\u30d7\u30ea\u30f3\u30bf\u30fc\u304c\u7d19\u3092\u8a70\u307e\u3089\u305b\u308b"}, "description": {"was": "", "now": "\u30d7\u30ea\u30f3\u30bf\u30fc\u304c\u7d19\u3092\u8a70\u307e\u3089\u305b\u308b\n\n\u30d7\u30ea\u30f3\u30bf\u30fc\u304c\u7d19\u3092\u8a70\u307e\u3089\u305b\u308b\n\u30d7\u30ea\u30f3\u30bf\u30fc\u304c\u7d19\u3092\u8a70\u307e\u3089\u305b\u308b\n\n\u30d7\u30ea\u30f3\u30bf\u30fc\u304c\u7d19\u3092\u8a70\u307e\u3089\u305b\u308b\n\u30d7\u30ea\u30f3\u30bf\u30fc\u304c\u7d19\u3092\u8a70\u307e\u3089\u305b\u308b\n\n\u30d7\u30ea\u30f3\u30bf\u30fc\u304c\u7d19\u3092\u8a70\u307e\u3089\u305b\u308b"}, "category": {"was": null, "now": [1, "Hardware"]}, "requester": {"was": null, "now": [1, "Jo Park"]}, "name_as_given": {"was": "", "now": "Jo Park"}, "asset": {"was": null, "now": [6, "AS0006"]}}','{}','2026-11-22 15:40:04.055160','2026-11-22 15:40:04.055202',NULL,X'07B358FC4E25375A653AA110B26D24F1',X'9F2F16959AC4AEF7D269B237285E67917D3B1F61B3AB06B245EBD23A19DDC50A',X'8047172DB33A06412D3A2071E6CDF0B3F2DFEDE9F011DC7BEFF57803DF41EFB3',NULL,2);
INSERT INTO "activity_event" VALUES(31,'ticket.submitted',7,1,'Jo Park','{"subject": {"was": "", "now": "\ud83d\udc69\ud83c\udffd\u200d\ud83d\udcbb cannot work \ud83d\udd25\ud835\udcb3"}, "description": {"was": "", "now": "\ud83d\udc69\ud83c\udffd\u200d\ud83d\udcbb cannot work \ud83d\udd25\ud835\udcb3\n\n\ud83d\udc69\ud83c\udffd\u200d\ud83d\udcbb cannot work \ud83d\udd25\ud835\udcb3\n\ud83d\udc69\ud83c\udffd\u200d\ud83d\udcbb cannot work \ud83d\udd25\ud835\udcb3\n\n\ud83d\udc69\ud83c\udffd\u200d\ud83d\udcbb cannot work \ud83d\udd25\ud835\udcb3\n\ud83d\udc69\ud83c\udffd\u200d\ud83d\udcbb cannot work \ud83d\udd25\ud835\udcb3\n\n\ud83d\udc69\ud83c\udffd\u200d\ud83d\udcbb cannot work \ud83d\udd25\ud835\udcb3"}, "category": {"was": null, "now": [1, "Hardware"]}, "requester": {"was": null, "now": [1, "Jo Park"]}, "name_as_given": {"was": "", "now": "Jo Park"}, "asset": {"was": null, "now": [7, "AS0007"]}}','{}','2026-11-22 15:40:04.058175','2026-11-22 15:40:04.058216',NULL,X'19CB064A657A308DB86041FF019FA4D1',X'A1C1A7734CC90349DE9C6BD6DCE6CC10D6C9071B083CC140C664A2ACC93093BA',X'06CDFF47EC61075DE88623AA6F8E1C2D57B24A45A3E5F8487F25310CE83D6FBE',NULL,2);
INSERT INTO "activity_event" VALUES(32,'ticket.submitted',8,1,'Jo Park','{"subject": {"was": "", "now": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 half-space, soft\u00adhyphen, no break"}, "description": {"was": "", "now": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 half-space, soft\u00adhyphen, no\u00a0break\n\n\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 half-space, soft\u00adhyphen, no\u00a0break\n\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 half-space, soft\u00adhyphen, no\u00a0break\n\n\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 half-space, soft\u00adhyphen, no\u00a0break\n\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 half-space, soft\u00adhyphen, no\u00a0break\n\n\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 half-space, soft\u00adhyphen, no\u00a0break"}, "category": {"was": null, "now": [1, "Hardware"]}, "requester": {"was": null, "now": [1, "Jo Park"]}, "name_as_given": {"was": "", "now": "Jo Park"}, "asset": {"was": null, "now": [8, "AS0008"]}}','{}','2026-11-22 15:40:04.061188','2026-11-22 15:40:04.061229',NULL,X'21F2F8044FADF445CF6FBEE6C3CF8803',X'0A12D02F39314033CED4DE99607E78B46C5C48732FCD84B79A295D85C6A4F672',X'EBB1767584ABC92F9418AA9A729F9F963193BC7D828EC10CF950126FCBD3A1F3',NULL,2);
INSERT INTO "activity_event" VALUES(33,'ticket.submitted',9,1,'Jo Park','{"subject": {"was": "", "now": "<script>alert(1)</script> &amp; {% now %} %s %(x)s {0}"}, "description": {"was": "", "now": "<script>alert(1)</script> &amp; {% now %} %s %(x)s {0}\n\n<script>alert(1)</script> &amp; {% now %} %s %(x)s {0}\n<script>alert(1)</script> &amp; {% now %} %s %(x)s {0}\n\n<script>alert(1)</script> &amp; {% now %} %s %(x)s {0}\n<script>alert(1)</script> &amp; {% now %} %s %(x)s {0}\n\n<script>alert(1)</script> &amp; {% now %} %s %(x)s {0}"}, "category": {"was": null, "now": [1, "Hardware"]}, "requester": {"was": null, "now": [1, "Jo Park"]}, "name_as_given": {"was": "", "now": "Jo Park"}, "asset": {"was": null, "now": [9, "AS0009"]}}','{}','2026-11-22 15:40:04.064208','2026-11-22 15:40:04.064248',NULL,X'51C5AFC6F52E5FA35D96D6108AA47F9F',X'5809E939B9C17B26225502B4E0595D09A02B532C9698AE3029741BE24343B6D6',X'F41F7115D6180B601E7505F83A3D4961BD84BD5B4A6F8B8754700B52353C3C11',NULL,2);
INSERT INTO "activity_event" VALUES(34,'ticket.submitted',10,1,'Jo Park','{"subject": {"was": "", "now": "tab and more"}, "description": {"was": "", "now": "tab\tand more\n\ntab\tand more\ntab\tand more\n\ntab\tand more\ntab\tand more\n\ntab\tand more"}, "category": {"was": null, "now": [1, "Hardware"]}, "requester": {"was": null, "now": [1, "Jo Park"]}, "name_as_given": {"was": "", "now": "Jo Park"}, "asset": {"was": null, "now": [10, "AS0010"]}}','{}','2026-11-22 15:40:04.067134','2026-11-22 15:40:04.067173',NULL,X'7CAED3CB2F555C0DA945239585EA25C3',X'56B73931D2A0FDAA0C807E37BA8B6AAF3E1661E89C824D9451C9DA93D61A44C3',X'C77478F78A6EED59EFDC90D400CCB378974488BDA9E1CEE2E614FF70123CB15A',NULL,2);
INSERT INTO "activity_event" VALUES(35,'ticket.submitted',11,1,'Jo Park','{"subject": {"was": "", "now": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}, "description": {"was": "", "now": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}, "category": {"was": null, "now": [1, "Hardware"]}, "requester": {"was": null, "now": [1, "Jo Park"]}, "name_as_given": {"was": "", "now": "Jo Park"}, "asset": {"was": null, "now": [11, "AS0011"]}}','{}','2026-11-22 15:40:04.070165','2026-11-22 15:40:04.070206',NULL,X'A77271C5428CA9FC847000C7D2BAF2B2',X'244EC7D523854AAD76059EE683C1334BDAAD98FA3863F86851C551C676887516',X'C803726AD82A2670AC929C7D49DEE20FCBD2965177C3BB2F5FADD6F584482954',NULL,2);
INSERT INTO "activity_event" VALUES(36,'person.added',4,1,'Sam O’Kafor-Ćwikła','{"name": {"was": "", "now": "Nobody"}, "email_as_given": {"was": "", "now": "not an address"}}','{}','2026-11-22 15:40:04.071984','2026-11-22 15:40:04.072029',NULL,X'2FFAF5D615707D57860809E3EE5E58FA',X'644A53BEA4FE1B25405B1B4DAA7F70E98959447E3114B4EB92A0C88FD7333347',X'22226E6E72EE6833482ED18ED0F981440319081E1E413B1731E27AE73AAF7B09',2,6);
INSERT INTO "activity_event" VALUES(37,'ticket.entered',12,1,'Sam O’Kafor-Ćwikła','{"subject": {"was": "", "now": "Entered"}, "type": {"was": "incident", "now": "service-request"}, "category": {"was": null, "now": [1, "Hardware"]}, "status": {"was": "new", "now": "open"}, "priority": {"was": "p3", "now": "p2"}, "urgency": {"was": "can-work", "now": "cannot-work"}, "requester": {"was": null, "now": [4, "Nobody"]}, "name_as_given": {"was": "", "now": "Nobody"}, "assignee": {"was": null, "now": [1, "Priya Shah"]}, "tag_as_typed": {"was": "", "now": "gone-1"}, "source": {"was": "portal", "now": "agent"}}','{}','2026-11-22 15:40:04.073146','2026-11-22 15:40:04.073182',NULL,X'10EC2FD5695B256F08CA37001C0C628C',X'B6830916EEE53C75C2C51B84AF86ABA7E01B2C245CFC1658A71226EE5BC3FD32',X'A983984817A902E20FB00A172634944AD4A8244274D6403C7D703905EB215FA3',2,2);
INSERT INTO "activity_event" VALUES(38,'ticket.assigned',1,2,'Sam O’Kafor-Ćwikła','{"assignee": {"was": null, "now": [1, "Priya Shah"]}, "status": {"was": "new", "now": "open"}}','{}','2026-11-22 15:40:04.075676','2026-11-22 15:40:04.075714',NULL,X'9FA56B89244A0EE5664D22FA296C330F',X'319ABAD3DEA7C5CF576F8AF8A69FCD4948983FC6E7EA102A240631442CC47648',X'B4A9BD8E56E9BD26EFDBEC75415C486811207C47B9508025095405DCC614EB65',2,2);
INSERT INTO "activity_event" VALUES(39,'ticket.edited',2,2,'Sam O’Kafor-Ćwikła','{"status": {"was": "new", "now": "pending"}, "pending_reason": {"was": "", "now": "parts"}, "priority": {"was": "p3", "now": "p1"}}','{}','2026-11-22 15:40:04.079474','2026-11-22 15:40:04.079517',NULL,X'BF126F1C261DA413C059E2B0F0BC1921',X'EABD3E5D441F790A82778DF13DA196C2D2EC75ED8D2A672B755031EB42FFAC9D',X'4109AE289F2ECA86EF6974D6BBDBA31E12E3BC0FB02E04BDBD0DCF0956E6BB4D',2,2);
INSERT INTO "activity_event" VALUES(40,'ticket.resolved',3,2,'Priya Shah','{"status": {"was": "new", "now": "resolved"}, "resolved_at": {"was": null, "now": "2026-11-22T15:40:04Z"}}','{}','2026-11-22 15:40:04.081623','2026-11-22 15:40:04.081666',NULL,X'15B35352E35AF602B08D5E5B0DEBE44C',X'7DCECFBE339DD04AAF11873337A1ED7AAE2082EF934703CA4D290D96A07CD9E8',X'377C103AB9BF0C4622E09185B453279C391B2B2F9F35CA15B504F657C4BBB547',1,2);
INSERT INTO "activity_event" VALUES(41,'ticket.closed',4,2,'Priya Shah','{"status": {"was": "new", "now": "closed"}, "resolved_at": {"was": null, "now": "2026-11-22T15:40:04Z"}, "closed_at": {"was": null, "now": "2026-11-22T15:40:04Z"}}','{}','2026-11-22 15:40:04.083703','2026-11-22 15:40:04.083741',NULL,X'86916AB7A1DE512D7BF3EBC6078693C4',X'7B5E6B64008AC8106D2750D56B0076C09B475478835E110B8A34BFFBC058FB28',X'11BEA52D55EDF1C104EAAA20E5936FBC143A2D9CA14EBE84D4A4CBA99511DE58',1,2);
INSERT INTO "activity_event" VALUES(42,'ticket.reopened',4,3,'Sam O’Kafor-Ćwikła','{"status": {"was": "closed", "now": "open"}, "resolved_at": {"was": "2026-11-22T15:40:04Z", "now": null}, "closed_at": {"was": "2026-11-22T15:40:04Z", "now": null}}','{}','2026-11-22 15:40:04.085617','2026-11-22 15:40:04.085656',NULL,X'F36C8BD7F5DF864DE0973F1AAA835D1B',X'21678FCE4017A4C73048723AB7D10894520EBCE2F6D61B63104914DE6C40908F',X'51BBE99108D3FEB4EEDEB271B850CA96BB2C654FC21FB2D285453EAEF437C5DD',2,2);
INSERT INTO "activity_event" VALUES(43,'ticket.binned',5,2,'Sam O’Kafor-Ćwikła','{"binned_at": {"was": null, "now": "2026-11-22T15:40:04Z"}}','{}','2026-11-22 15:40:04.087523','2026-11-22 15:40:04.087560',NULL,X'EE77A323CC3E0AB50AA32660FFD0E343',X'C93C9A9B65FBD352266931B4208CE87755623F43C179E7619FF056B6FFCE75BF',X'24D77D62BDCA6F29A3916557290AC7E37B7905A7352B931F4A6CE2C764F13B78',2,2);
INSERT INTO "activity_event" VALUES(44,'ticket.binned',6,2,'Sam O’Kafor-Ćwikła','{"binned_at": {"was": null, "now": "2026-11-22T15:40:04Z"}}','{}','2026-11-22 15:40:04.089281','2026-11-22 15:40:04.089319',NULL,X'F42BE742BB3DCBA89ABD81DC26EE7F35',X'4F220D3603FBB3B3081A9FDEA7AC6CA02B30BC5F07F78940C5C344A68DD0A5D5',X'3EC27999025FC2913FB7DEE533C4BC643A610F849C9EEFD3B02ED4C800E4C11B',2,2);
INSERT INTO "activity_event" VALUES(45,'ticket.restored',6,3,'Sam O’Kafor-Ćwikła','{"binned_at": {"was": "2026-11-22T15:40:04Z", "now": null}}','{}','2026-11-22 15:40:04.091064','2026-11-22 15:40:04.091100',NULL,X'5B5AA8CA0336890CB6AD05ED5368DB24',X'25FA72B02219FC94E936BF4C9FA43F04C92719B3B61D3F6A32868B7E21EAA64B',X'C8097E85C077A454472ED3AC73E5BE5FB03A568462D13EB9366548AC90B94F4D',2,2);
INSERT INTO "activity_event" VALUES(46,'ticket.edited',7,2,'Sam O’Kafor-Ćwikła','{"subject": {"was": "\ud83d\udc69\ud83c\udffd\u200d\ud83d\udcbb cannot work \ud83d\udd25\ud835\udcb3", "now": "A mistake"}}','{}','2026-11-22 15:40:04.092927','2026-11-22 15:40:04.092964',NULL,X'6A0AC4100AC3AA13554F5CD19041AA2C',X'20D4D8CC6D5279AE39DB6A854E054C216DC26359DA1390ACD88B40E68FBFAD26',X'F65AABF398C5C8A49AEC4B49E93E1279354DFEDA06809067D96C600C34C370E1',2,2);
INSERT INTO "activity_event" VALUES(47,'activity.undone',7,3,'Sam O’Kafor-Ćwikła','{"subject": {"was": "A mistake", "now": "\ud83d\udc69\ud83c\udffd\u200d\ud83d\udcbb cannot work \ud83d\udd25\ud835\udcb3"}}','{"undone": 46}','2026-11-22 15:40:04.095030','2026-11-22 15:40:04.095064',NULL,X'49184D14497390C825569301AA36C9D5',X'FFCCDC75D6CD655A4AC3D8156FF67845C1E35E111F0B5A9F12DDFEA9712B4821',X'B439ADC7F11BF96389DCBD0FB497D239A1C9675CE7E6134F871456CB6A126031',2,2);
INSERT INTO "activity_event" VALUES(48,'ticket.imported',13,1,'an import','{"subject": {"was": "", "now": "From elsewhere"}, "category": {"was": null, "now": [1, "Hardware"]}, "source": {"was": "portal", "now": "import"}, "external_id": {"was": "", "now": "\u00dc1"}, "external_source": {"was": "", "now": "csv"}}','{}','2025-10-18 15:40:04.038519','2026-11-22 15:40:04.096163','74540205eb0847dd96c2da91359c2465',X'7F6990F97F5404737DC9548108408AE9',X'BD5BCA10DBCE466D548C23A5EA03842A2B9654646C40DAA01B76B7A73182E846',X'E90E89C57114353F07547D21C62D646D1FB0ED04519E10A59CDFB97417640C3C',NULL,2);
CREATE TABLE "agents_agent" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(256) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "first_name" varchar(150) NOT NULL, "last_name" varchar(150) NOT NULL, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "username" varchar(150) NOT NULL UNIQUE, "email" varchar(254) NOT NULL, "theme" varchar(6) NOT NULL, "time_zone" varchar(64) NOT NULL);
INSERT INTO "agents_agent" VALUES(1,'argon2$argon2id$v=19$m=102400,t=2,p=8$ekJaUmZkZm5EZlpOWWRLcW5lbjFFMg$ZJlF0Rvb05z6iEla8pl0SP1udk4n6ERD8UceoibzqeE',NULL,0,'Priya','Shah',0,1,'2026-11-22 15:40:03.614307','priya.shah','agent0@alpha.example','','');
INSERT INTO "agents_agent" VALUES(2,'argon2$argon2id$v=19$m=102400,t=2,p=8$TEhnM1NYczNjR1FSa0lvVk1XT04zMQ$OqDMzjYy/o7pyqJZJxoKhMKWmPbyRY+BfRxgtJ906Ow',NULL,0,'Sam','O’Kafor-Ćwikła',0,1,'2026-11-22 15:40:03.721094','sam.okafor-cwikla','agent1@alpha.example','','');
INSERT INTO "agents_agent" VALUES(3,'argon2$argon2id$v=19$m=102400,t=2,p=8$Q3ZtQzRTenZRaDUyd1lucmtMdjdXZg$EGQu2trKopqvdgYCilQBxUsu9Wf991PDC+xMaXQxln4',NULL,0,'山田','太郎',0,0,'2026-11-22 15:40:03.828884','shantian.tailang','agent2@alpha.example','','');
INSERT INTO "agents_agent" VALUES(4,'argon2$argon2id$v=19$m=102400,t=2,p=8$MXd6Wmp0UGROSmUxbURLNjlQR21MNA$MWslEROvRxc2f7vXE7fUSWT2ym53idoDGV8ivN/AwgU',NULL,1,'','',1,1,'2026-11-22 15:40:03.832279','root','root@alpha.example','dark','Asia/Kathmandu');
CREATE TABLE "agents_agent_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "agent_id" bigint NOT NULL REFERENCES "agents_agent" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "agents_agent_groups" VALUES(1,2,1);
CREATE TABLE "agents_agent_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "agent_id" bigint NOT NULL REFERENCES "agents_agent" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "agents_agent_user_permissions" VALUES(1,2,2);
INSERT INTO "agents_agent_user_permissions" VALUES(2,2,6);
INSERT INTO "agents_agent_user_permissions" VALUES(3,2,10);
INSERT INTO "agents_agent_user_permissions" VALUES(4,2,14);
INSERT INTO "agents_agent_user_permissions" VALUES(5,2,18);
INSERT INTO "agents_agent_user_permissions" VALUES(6,2,22);
INSERT INTO "agents_agent_user_permissions" VALUES(7,2,26);
INSERT INTO "agents_agent_user_permissions" VALUES(8,2,30);
INSERT INTO "agents_agent_user_permissions" VALUES(9,2,34);
INSERT INTO "agents_agent_user_permissions" VALUES(10,2,38);
INSERT INTO "agents_agent_user_permissions" VALUES(11,2,42);
INSERT INTO "agents_agent_user_permissions" VALUES(12,2,46);
INSERT INTO "agents_agent_user_permissions" VALUES(13,2,50);
INSERT INTO "agents_agent_user_permissions" VALUES(14,2,54);
INSERT INTO "agents_agent_user_permissions" VALUES(15,2,58);
INSERT INTO "agents_agent_user_permissions" VALUES(16,2,62);
INSERT INTO "agents_agent_user_permissions" VALUES(17,2,66);
INSERT INTO "agents_agent_user_permissions" VALUES(18,2,70);
INSERT INTO "agents_agent_user_permissions" VALUES(19,2,74);
INSERT INTO "agents_agent_user_permissions" VALUES(20,2,78);
CREATE TABLE "agents_attempts" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(100) NOT NULL, "window" bigint NOT NULL, "count" integer unsigned NOT NULL CHECK ("count" >= 0), "ends_at" datetime NOT NULL, CONSTRAINT "one_counter_per_window" UNIQUE ("key", "window"));
INSERT INTO "agents_attempts" VALUES(1,'login:09b456b3548a3166ad79b635a63aada17d124fe99ac50df3c2455532b2593dea',29922700,1,'2026-11-22 15:41:00');
CREATE TABLE "agents_hrcode" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "code" varchar(100) NOT NULL, "changed_at" datetime NOT NULL, "only" bool NOT NULL UNIQUE, "changed_by_id" bigint NULL REFERENCES "agents_agent" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "agents_hrcode" VALUES(1,'Straße-42 ÄÖ','2026-11-22 15:40:03.943138',1,1);
CREATE TABLE "agents_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL, "device" varchar(200) NOT NULL, "address" char(39) NULL, "started_at" datetime NULL, "seen_at" datetime NULL, "agent_id" bigint NULL REFERENCES "agents_agent" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "agents_session" VALUES('ssssssssssssssssssssssssssssssss','','2026-11-22 16:40:03.958432','','2001:db8::1',NULL,NULL,2);
CREATE TABLE "assets_asset" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "version" integer unsigned NOT NULL CHECK ("version" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "binned_at" datetime NULL, "tag" varchar(40) NOT NULL, "tag_key" varchar(160) NOT NULL UNIQUE, "manufacturer" varchar(100) NOT NULL, "model" varchar(150) NOT NULL, "serial_number" varchar(100) NOT NULL, "location" varchar(200) NOT NULL, "in_service_on" date NULL, "warranty_start" date NULL, "warranty_end" date NULL, "status" varchar(20) NOT NULL, "notes" text NOT NULL, "search_text" text NOT NULL, "holder_id" bigint NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "category_id" bigint NOT NULL REFERENCES "assets_category" ("id") DEFERRABLE INITIALLY DEFERRED, "make_key" varchar(300) NOT NULL, "serial_key" varchar(200) NOT NULL, "shown_rank" smallint unsigned NOT NULL CHECK ("shown_rank" >= 0), "warranty_key" date NOT NULL);
INSERT INTO "assets_asset" VALUES(1,1,'2026-11-22 15:40:04.002923','2026-11-22 15:40:04.002923',NULL,'AS0001','as0001','O''Brien; DROP TABLE tickets_ticket; --','T14 – “new”','','',NULL,NULL,NULL,'in-stock','','as0001 o''brien; drop table tickets_ticket; -- t14 – “new”',1,1,'o''brien; drop table tickets_ticket; -- t14 – “new”','',0,'9999-12-31');
INSERT INTO "assets_asset" VALUES(2,2,'2026-11-22 15:40:04.005488','2026-11-22 15:40:04.027486',NULL,'AS0002','as0002','back\slash \N \. "quoted" ''single'' `tick` $$dollar$$','T14 – “new”','','',NULL,NULL,NULL,'out-of-service','','as0002 back\slash \n \. "quoted" ''single'' `tick` $$dollar$$ t14 – “new”',1,1,'back\slash \n \. "quoted" ''single'' `tick` $$dollar$$ t14 – “new”','',6,'9999-12-31');
INSERT INTO "assets_asset" VALUES(3,2,'2026-11-22 15:40:04.007565','2026-11-22 15:40:04.029630',NULL,'AS0003','as0003','=cmd|'' /C calc''!A0','T14 – “new”','','',NULL,NULL,'2026-11-22','in-stock','','as0003 =cmd|'' /c calc''!a0 t14 – “new”',1,1,'=cmd|'' /c calc''!a0 t14 – “new”','',0,'2026-11-22');
INSERT INTO "assets_asset" VALUES(4,2,'2026-11-22 15:40:04.009648','2026-11-22 15:40:04.031810','2026-11-22 15:40:04','AS0004','as0004','Zoë Ångström, é and é, ﬁ, ß, İstanbul, ǆ','T14 – “new”','','',NULL,NULL,NULL,'in-stock','','as0004 zoë ångström, é and é, fi, ss, i̇stanbul, dž t14 – “new”',1,1,'zoë ångström, é and é, fi, ss, i̇stanbul, dž t14 – “new”','',0,'9999-12-31');
INSERT INTO "assets_asset" VALUES(5,1,'2026-11-22 15:40:04.011693','2026-11-22 15:40:04.011693',NULL,'AS0005','as0005','شاشة سوداء عند التشغيل','T14 – “new”','','',NULL,NULL,NULL,'in-stock','','as0005 شاشة سوداء عند التشغيل t14 – “new”',1,1,'شاشة سوداء عند التشغيل t14 – “new”','',0,'9999-12-31');
INSERT INTO "assets_asset" VALUES(6,1,'2026-11-22 15:40:04.013698','2026-11-22 15:40:04.013698',NULL,'AS0006','as0006','プリンターが紙を詰まらせる','T14 – “new”','','',NULL,NULL,NULL,'in-stock','','as0006 プリンターが紙を詰まらせる t14 – “new”',1,1,'プリンターが紙を詰まらせる t14 – “new”','',0,'9999-12-31');
INSERT INTO "assets_asset" VALUES(7,1,'2026-11-22 15:40:04.015697','2026-11-22 15:40:04.015697',NULL,'AS0007','as0007','👩🏽‍💻 cannot work 🔥𝒳','T14 – “new”','','',NULL,NULL,NULL,'in-stock','','as0007 👩🏽‍💻 cannot work 🔥x t14 – “new”',1,1,'👩🏽‍💻 cannot work 🔥x t14 – “new”','',0,'9999-12-31');
INSERT INTO "assets_asset" VALUES(8,1,'2026-11-22 15:40:04.017714','2026-11-22 15:40:04.017714',NULL,'AS0008','as0008','می‌خواهم half-space, soft­hyphen, no break','T14 – “new”','','',NULL,NULL,NULL,'in-stock','','as0008 می‌خواهم half-space, soft­hyphen, no break t14 – “new”',1,1,'می‌خواهم half-space, soft­hyphen, no break t14 – “new”','',0,'9999-12-31');
INSERT INTO "assets_asset" VALUES(9,1,'2026-11-22 15:40:04.019864','2026-11-22 15:40:04.019864',NULL,'AS0009','as0009','<script>alert(1)</script> &amp; {% now %} %s %(x)s {0}','T14 – “new”','','',NULL,NULL,NULL,'in-stock','','as0009 <script>alert(1)</script> &amp; {% now %} %s %(x)s {0} t14 – “new”',1,1,'<script>alert(1)</script> &amp; {% now %} %s %(x)s {0} t14 – “new”','',0,'9999-12-31');
INSERT INTO "assets_asset" VALUES(10,1,'2026-11-22 15:40:04.021888','2026-11-22 15:40:04.021888',NULL,'AS0010','as0010','tab and more','T14 – “new”','','',NULL,NULL,NULL,'in-stock','','as0010 tab and more t14 – “new”',1,1,'tab and more t14 – “new”','',0,'9999-12-31');
INSERT INTO "assets_asset" VALUES(11,1,'2026-11-22 15:40:04.024106','2026-11-22 15:40:04.024106',NULL,'AS0011','as0011','xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx','T14 – “new”','','',NULL,NULL,NULL,'in-stock','','as0011 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx t14 – “new”',1,1,'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx t14 – “new”','',0,'9999-12-31');
INSERT INTO "assets_asset" VALUES(12,1,'2026-11-22 15:40:04.025411','2026-11-22 15:40:04.025411',NULL,'Ph.7_b-1','ph.7_b-1','','','0000000000000000000000000000000000000000','',NULL,NULL,NULL,'in-stock','','ph.7_b-1 0000000000000000000000000000000000000000',NULL,2,'','0000000000000000000000000000000000000000',1,'9999-12-31');
CREATE TABLE "assets_category" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(50) NOT NULL UNIQUE, "name" varchar(60) NOT NULL UNIQUE, "prefix" varchar(10) NOT NULL, "position" smallint unsigned NOT NULL CHECK ("position" >= 0));
INSERT INTO "assets_category" VALUES(1,'laptop','Laptop','AS',0);
INSERT INTO "assets_category" VALUES(2,'cellphone','Cellphone','PH',1);
INSERT INTO "assets_category" VALUES(3,'accessory','Accessory','AC',2);
INSERT INTO "assets_category" VALUES(4,'desktop','Desktop','PC',3);
INSERT INTO "assets_category" VALUES(5,'monitor','Monitor','MO',4);
INSERT INTO "assets_category" VALUES(6,'tablet','Tablet','TB',5);
INSERT INTO "assets_category" VALUES(7,'printer','Printer','PR',6);
INSERT INTO "assets_category" VALUES(8,'dock','Dock','DK',7);
INSERT INTO "assets_category" VALUES(9,'network-device','Network device','NW',8);
INSERT INTO "assets_category" VALUES(10,'server','Server','SRV',9);
INSERT INTO "assets_category" VALUES(11,'sim-card','SIM card','SIM',10);
INSERT INTO "assets_category" VALUES(12,'other','Other','OT',11);
CREATE TABLE "assets_tagseries" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "prefix" varchar(40) NOT NULL UNIQUE, "next_number" bigint unsigned NOT NULL CHECK ("next_number" >= 0), "digits" smallint unsigned NOT NULL CHECK ("digits" >= 0));
INSERT INTO "assets_tagseries" VALUES(1,'as',12,4);
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
INSERT INTO "auth_group" VALUES(1,'Second level ✓');
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "auth_group_permissions" VALUES(1,1,8);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
INSERT INTO "auth_permission" VALUES(1,1,'add_category','Can add ticket category');
INSERT INTO "auth_permission" VALUES(2,1,'change_category','Can change ticket category');
INSERT INTO "auth_permission" VALUES(3,1,'delete_category','Can delete ticket category');
INSERT INTO "auth_permission" VALUES(4,1,'view_category','Can view ticket category');
INSERT INTO "auth_permission" VALUES(5,2,'add_ticket','Can add ticket');
INSERT INTO "auth_permission" VALUES(6,2,'change_ticket','Can change ticket');
INSERT INTO "auth_permission" VALUES(7,2,'delete_ticket','Can delete ticket');
INSERT INTO "auth_permission" VALUES(8,2,'view_ticket','Can view ticket');
INSERT INTO "auth_permission" VALUES(9,3,'add_category','Can add asset category');
INSERT INTO "auth_permission" VALUES(10,3,'change_category','Can change asset category');
INSERT INTO "auth_permission" VALUES(11,3,'delete_category','Can delete asset category');
INSERT INTO "auth_permission" VALUES(12,3,'view_category','Can view asset category');
INSERT INTO "auth_permission" VALUES(13,4,'add_asset','Can add asset');
INSERT INTO "auth_permission" VALUES(14,4,'change_asset','Can change asset');
INSERT INTO "auth_permission" VALUES(15,4,'delete_asset','Can delete asset');
INSERT INTO "auth_permission" VALUES(16,4,'view_asset','Can view asset');
INSERT INTO "auth_permission" VALUES(17,5,'add_tagseries','Can add tag series');
INSERT INTO "auth_permission" VALUES(18,5,'change_tagseries','Can change tag series');
INSERT INTO "auth_permission" VALUES(19,5,'delete_tagseries','Can delete tag series');
INSERT INTO "auth_permission" VALUES(20,5,'view_tagseries','Can view tag series');
INSERT INTO "auth_permission" VALUES(21,6,'add_person','Can add person');
INSERT INTO "auth_permission" VALUES(22,6,'change_person','Can change person');
INSERT INTO "auth_permission" VALUES(23,6,'delete_person','Can delete person');
INSERT INTO "auth_permission" VALUES(24,6,'view_person','Can view person');
INSERT INTO "auth_permission" VALUES(25,7,'add_agent','Can add agent');
INSERT INTO "auth_permission" VALUES(26,7,'change_agent','Can change agent');
INSERT INTO "auth_permission" VALUES(27,7,'delete_agent','Can delete agent');
INSERT INTO "auth_permission" VALUES(28,7,'view_agent','Can view agent');
INSERT INTO "auth_permission" VALUES(29,8,'add_attempts','Can add attempts');
INSERT INTO "auth_permission" VALUES(30,8,'change_attempts','Can change attempts');
INSERT INTO "auth_permission" VALUES(31,8,'delete_attempts','Can delete attempts');
INSERT INTO "auth_permission" VALUES(32,8,'view_attempts','Can view attempts');
INSERT INTO "auth_permission" VALUES(33,9,'add_hrcode','Can add HR code');
INSERT INTO "auth_permission" VALUES(34,9,'change_hrcode','Can change HR code');
INSERT INTO "auth_permission" VALUES(35,9,'delete_hrcode','Can delete HR code');
INSERT INTO "auth_permission" VALUES(36,9,'view_hrcode','Can view HR code');
INSERT INTO "auth_permission" VALUES(37,10,'add_session','Can add session');
INSERT INTO "auth_permission" VALUES(38,10,'change_session','Can change session');
INSERT INTO "auth_permission" VALUES(39,10,'delete_session','Can delete session');
INSERT INTO "auth_permission" VALUES(40,10,'view_session','Can view session');
INSERT INTO "auth_permission" VALUES(41,11,'add_delivery','Can add delivery');
INSERT INTO "auth_permission" VALUES(42,11,'change_delivery','Can change delivery');
INSERT INTO "auth_permission" VALUES(43,11,'delete_delivery','Can delete delivery');
INSERT INTO "auth_permission" VALUES(44,11,'view_delivery','Can view delivery');
INSERT INTO "auth_permission" VALUES(45,12,'add_event','Can add event');
INSERT INTO "auth_permission" VALUES(46,12,'change_event','Can change event');
INSERT INTO "auth_permission" VALUES(47,12,'delete_event','Can delete event');
INSERT INTO "auth_permission" VALUES(48,12,'view_event','Can view event');
INSERT INTO "auth_permission" VALUES(49,13,'add_logentry','Can add log entry');
INSERT INTO "auth_permission" VALUES(50,13,'change_logentry','Can change log entry');
INSERT INTO "auth_permission" VALUES(51,13,'delete_logentry','Can delete log entry');
INSERT INTO "auth_permission" VALUES(52,13,'view_logentry','Can view log entry');
INSERT INTO "auth_permission" VALUES(53,14,'add_permission','Can add permission');
INSERT INTO "auth_permission" VALUES(54,14,'change_permission','Can change permission');
INSERT INTO "auth_permission" VALUES(55,14,'delete_permission','Can delete permission');
INSERT INTO "auth_permission" VALUES(56,14,'view_permission','Can view permission');
INSERT INTO "auth_permission" VALUES(57,15,'add_group','Can add group');
INSERT INTO "auth_permission" VALUES(58,15,'change_group','Can change group');
INSERT INTO "auth_permission" VALUES(59,15,'delete_group','Can delete group');
INSERT INTO "auth_permission" VALUES(60,15,'view_group','Can view group');
INSERT INTO "auth_permission" VALUES(61,16,'add_contenttype','Can add content type');
INSERT INTO "auth_permission" VALUES(62,16,'change_contenttype','Can change content type');
INSERT INTO "auth_permission" VALUES(63,16,'delete_contenttype','Can delete content type');
INSERT INTO "auth_permission" VALUES(64,16,'view_contenttype','Can view content type');
INSERT INTO "auth_permission" VALUES(65,17,'add_session','Can add session');
INSERT INTO "auth_permission" VALUES(66,17,'change_session','Can change session');
INSERT INTO "auth_permission" VALUES(67,17,'delete_session','Can delete session');
INSERT INTO "auth_permission" VALUES(68,17,'view_session','Can view session');
INSERT INTO "auth_permission" VALUES(69,18,'add_emailaddress','Can add email address');
INSERT INTO "auth_permission" VALUES(70,18,'change_emailaddress','Can change email address');
INSERT INTO "auth_permission" VALUES(71,18,'delete_emailaddress','Can delete email address');
INSERT INTO "auth_permission" VALUES(72,18,'view_emailaddress','Can view email address');
INSERT INTO "auth_permission" VALUES(73,19,'add_emailconfirmation','Can add email confirmation');
INSERT INTO "auth_permission" VALUES(74,19,'change_emailconfirmation','Can change email confirmation');
INSERT INTO "auth_permission" VALUES(75,19,'delete_emailconfirmation','Can delete email confirmation');
INSERT INTO "auth_permission" VALUES(76,19,'view_emailconfirmation','Can view email confirmation');
INSERT INTO "auth_permission" VALUES(77,20,'add_authenticator','Can add authenticator');
INSERT INTO "auth_permission" VALUES(78,20,'change_authenticator','Can change authenticator');
INSERT INTO "auth_permission" VALUES(79,20,'delete_authenticator','Can delete authenticator');
INSERT INTO "auth_permission" VALUES(80,20,'view_authenticator','Can view authenticator');
CREATE TABLE "django_admin_log" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" text NULL, "object_repr" varchar(200) NOT NULL, "action_flag" smallint unsigned NOT NULL CHECK ("action_flag" >= 0), "change_message" text NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "agents_agent" ("id") DEFERRABLE INITIALLY DEFERRED, "action_time" datetime NOT NULL);
INSERT INTO "django_admin_log" VALUES(1,NULL,'3D-печать',2,'[]',NULL,4,'2026-11-22 15:40:04.097662');
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
INSERT INTO "django_content_type" VALUES(1,'tickets','category');
INSERT INTO "django_content_type" VALUES(2,'tickets','ticket');
INSERT INTO "django_content_type" VALUES(3,'assets','category');
INSERT INTO "django_content_type" VALUES(4,'assets','asset');
INSERT INTO "django_content_type" VALUES(5,'assets','tagseries');
INSERT INTO "django_content_type" VALUES(6,'people','person');
INSERT INTO "django_content_type" VALUES(7,'agents','agent');
INSERT INTO "django_content_type" VALUES(8,'agents','attempts');
INSERT INTO "django_content_type" VALUES(9,'agents','hrcode');
INSERT INTO "django_content_type" VALUES(10,'agents','session');
INSERT INTO "django_content_type" VALUES(11,'activity','delivery');
INSERT INTO "django_content_type" VALUES(12,'activity','event');
INSERT INTO "django_content_type" VALUES(13,'admin','logentry');
INSERT INTO "django_content_type" VALUES(14,'auth','permission');
INSERT INTO "django_content_type" VALUES(15,'auth','group');
INSERT INTO "django_content_type" VALUES(16,'contenttypes','contenttype');
INSERT INTO "django_content_type" VALUES(17,'sessions','session');
INSERT INTO "django_content_type" VALUES(18,'account','emailaddress');
INSERT INTO "django_content_type" VALUES(19,'account','emailconfirmation');
INSERT INTO "django_content_type" VALUES(20,'mfa','authenticator');
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES(1,'contenttypes','0001_initial','2026-11-22 15:40:03.022658');
INSERT INTO "django_migrations" VALUES(2,'contenttypes','0002_remove_content_type_name','2026-11-22 15:40:03.027993');
INSERT INTO "django_migrations" VALUES(3,'auth','0001_initial','2026-11-22 15:40:03.037178');
INSERT INTO "django_migrations" VALUES(4,'auth','0002_alter_permission_name_max_length','2026-11-22 15:40:03.042424');
INSERT INTO "django_migrations" VALUES(5,'auth','0003_alter_user_email_max_length','2026-11-22 15:40:03.047848');
INSERT INTO "django_migrations" VALUES(6,'auth','0004_alter_user_username_opts','2026-11-22 15:40:03.051604');
INSERT INTO "django_migrations" VALUES(7,'auth','0005_alter_user_last_login_null','2026-11-22 15:40:03.055487');
INSERT INTO "django_migrations" VALUES(8,'auth','0006_require_contenttypes_0002','2026-11-22 15:40:03.056361');
INSERT INTO "django_migrations" VALUES(9,'auth','0007_alter_validators_add_error_messages','2026-11-22 15:40:03.059970');
INSERT INTO "django_migrations" VALUES(10,'auth','0008_alter_user_username_max_length','2026-11-22 15:40:03.063817');
INSERT INTO "django_migrations" VALUES(11,'auth','0009_alter_user_last_name_max_length','2026-11-22 15:40:03.067691');
INSERT INTO "django_migrations" VALUES(12,'auth','0010_alter_group_name_max_length','2026-11-22 15:40:03.072271');
INSERT INTO "django_migrations" VALUES(13,'auth','0011_update_proxy_permissions','2026-11-22 15:40:03.076286');
INSERT INTO "django_migrations" VALUES(14,'auth','0012_alter_user_first_name_max_length','2026-11-22 15:40:03.080135');
INSERT INTO "django_migrations" VALUES(15,'agents','0001_initial','2026-11-22 15:40:03.098242');
INSERT INTO "django_migrations" VALUES(16,'account','0001_initial','2026-11-22 15:40:03.112779');
INSERT INTO "django_migrations" VALUES(17,'account','0002_email_max_length','2026-11-22 15:40:03.121709');
INSERT INTO "django_migrations" VALUES(18,'account','0003_alter_emailaddress_create_unique_verified_email','2026-11-22 15:40:03.135619');
INSERT INTO "django_migrations" VALUES(19,'account','0004_alter_emailaddress_drop_unique_email','2026-11-22 15:40:03.146526');
INSERT INTO "django_migrations" VALUES(20,'account','0005_emailaddress_idx_upper_email','2026-11-22 15:40:03.152976');
INSERT INTO "django_migrations" VALUES(21,'account','0006_emailaddress_lower','2026-11-22 15:40:03.161531');
INSERT INTO "django_migrations" VALUES(22,'account','0007_emailaddress_idx_email','2026-11-22 15:40:03.172019');
INSERT INTO "django_migrations" VALUES(23,'account','0008_emailaddress_unique_primary_email_fixup','2026-11-22 15:40:03.179209');
INSERT INTO "django_migrations" VALUES(24,'account','0009_emailaddress_unique_primary_email','2026-11-22 15:40:03.184079');
INSERT INTO "django_migrations" VALUES(25,'activity','0001_initial','2026-11-22 15:40:03.186955');
INSERT INTO "django_migrations" VALUES(26,'activity','0002_initial','2026-11-22 15:40:03.233502');
INSERT INTO "django_migrations" VALUES(27,'admin','0001_initial','2026-11-22 15:40:03.242055');
INSERT INTO "django_migrations" VALUES(28,'admin','0002_logentry_remove_auto_add','2026-11-22 15:40:03.251754');
INSERT INTO "django_migrations" VALUES(29,'admin','0003_logentry_add_action_flag_choices','2026-11-22 15:40:03.257532');
INSERT INTO "django_migrations" VALUES(30,'agents','0002_usernames_and_seed_hashes','2026-11-22 15:40:03.270390');
INSERT INTO "django_migrations" VALUES(31,'agents','0003_accounts','2026-11-22 15:40:03.295151');
INSERT INTO "django_migrations" VALUES(32,'people','0001_initial','2026-11-22 15:40:03.297686');
INSERT INTO "django_migrations" VALUES(33,'assets','0001_initial','2026-11-22 15:40:03.302932');
INSERT INTO "django_migrations" VALUES(34,'assets','0002_keys_and_tag_series','2026-11-22 15:40:03.351740');
INSERT INTO "django_migrations" VALUES(35,'mfa','0001_initial','2026-11-22 15:40:03.360699');
INSERT INTO "django_migrations" VALUES(36,'mfa','0002_authenticator_timestamps','2026-11-22 15:40:03.374969');
INSERT INTO "django_migrations" VALUES(37,'mfa','0003_authenticator_type_uniq','2026-11-22 15:40:03.402435');
INSERT INTO "django_migrations" VALUES(38,'sessions','0001_initial','2026-11-22 15:40:03.404908');
INSERT INTO "django_migrations" VALUES(39,'tickets','0001_initial','2026-11-22 15:40:03.419827');
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
INSERT INTO "django_session" VALUES('pppppppppppppppppppppppppppppppp','','2026-11-22 16:40:03.958432');
CREATE TABLE "mfa_authenticator" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "type" varchar(20) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" bigint NOT NULL REFERENCES "agents_agent" ("id") DEFERRABLE INITIALLY DEFERRED, "created_at" datetime NOT NULL, "last_used_at" datetime NULL);
INSERT INTO "mfa_authenticator" VALUES(1,'totp','{"secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "last_step": 1}',1,'2026-11-22 15:40:03.947356',NULL);
INSERT INTO "mfa_authenticator" VALUES(2,'recovery_codes','{"seed": "35a975babaceb9238faf46b25cfb1c38306bad3d4222c6deabba5e18324ddd973d3a2bfa06748965", "used_mask": 0}',1,'2026-11-22 15:40:03.950702',NULL);
CREATE TABLE "people_person" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "version" integer unsigned NOT NULL CHECK ("version" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "name" varchar(200) NOT NULL, "email" varchar(254) NOT NULL, "email_as_given" varchar(254) NOT NULL, "phone" varchar(50) NOT NULL, "location" varchar(200) NOT NULL, "name_key" varchar(600) NOT NULL, "search_text" text NOT NULL);
INSERT INTO "people_person" VALUES(1,2,'2026-11-22 15:40:03.994046','2026-11-22 15:40:03.996440','Jo Park','jo@alpha.example','','+44 20 7946 0000','London, 3rd floor','jo park','jo park jo@alpha.example +44 20 7946 0000');
INSERT INTO "people_person" VALUES(2,1,'2026-11-22 15:40:03.998638','2026-11-22 15:40:03.998638','Äda Löve','','no address','','','äda löve','äda löve no address');
INSERT INTO "people_person" VALUES(3,1,'2026-11-22 15:40:03.999751','2026-11-22 15:40:03.999751','محمد','m@alpha.example','','','','محمد','محمد m@alpha.example');
INSERT INTO "people_person" VALUES(4,1,'2026-11-22 15:40:04.071824','2026-11-22 15:40:04.071824','Nobody','','not an address','','','nobody','nobody not an address');
CREATE TABLE "tickets_category" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(50) NOT NULL UNIQUE, "name" varchar(60) NOT NULL UNIQUE, "position" smallint unsigned NOT NULL CHECK ("position" >= 0));
INSERT INTO "tickets_category" VALUES(1,'hardware','Hardware',0);
INSERT INTO "tickets_category" VALUES(2,'software','Software',1);
INSERT INTO "tickets_category" VALUES(3,'account','Account and access',2);
INSERT INTO "tickets_category" VALUES(4,'network','Network',3);
INSERT INTO "tickets_category" VALUES(5,'printing','Printing',4);
INSERT INTO "tickets_category" VALUES(6,'other','Other',5);
INSERT INTO "tickets_category" VALUES(7,'printing-3d','3D-печать',100);
CREATE TABLE "tickets_ticket" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "version" integer unsigned NOT NULL CHECK ("version" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "binned_at" datetime NULL, "subject" varchar(255) NOT NULL, "description" text NOT NULL, "type" varchar(20) NOT NULL, "status" varchar(10) NOT NULL, "pending_reason" varchar(10) NOT NULL, "pending_until" date NULL, "priority" varchar(2) NOT NULL, "urgency" varchar(20) NOT NULL, "name_as_given" varchar(200) NOT NULL, "phone_as_given" varchar(50) NOT NULL, "tag_as_typed" varchar(100) NOT NULL, "source" varchar(10) NOT NULL, "resolved_at" datetime NULL, "closed_at" datetime NULL, "external_id" varchar(100) NOT NULL, "external_source" varchar(60) NOT NULL, "submission_key" varchar(64) NULL UNIQUE, "status_rank" smallint unsigned NOT NULL CHECK ("status_rank" >= 0), "typed_tag_key" varchar(400) NOT NULL, "search_text" text NOT NULL, "asset_id" bigint NULL REFERENCES "assets_asset" ("id") DEFERRABLE INITIALLY DEFERRED, "assignee_id" bigint NULL REFERENCES "agents_agent" ("id") DEFERRABLE INITIALLY DEFERRED, "category_id" bigint NOT NULL REFERENCES "tickets_category" ("id") DEFERRABLE INITIALLY DEFERRED, "requester_id" bigint NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "resolved_time_unless_active" CHECK ((("resolved_at" IS NULL AND "status" IN ('new', 'open', 'pending')) OR (NOT ("status" IN ('new', 'open', 'pending')) AND "resolved_at" IS NOT NULL))));
INSERT INTO "tickets_ticket" VALUES(1,2,'2026-11-22 15:40:04.038519','2026-11-22 15:40:04.074957',NULL,'O''Brien; DROP TABLE tickets_ticket; --','O''Brien; DROP TABLE tickets_ticket; --

O''Brien; DROP TABLE tickets_ticket; --
O''Brien; DROP TABLE tickets_ticket; --

O''Brien; DROP TABLE tickets_ticket; --
O''Brien; DROP TABLE tickets_ticket; --

O''Brien; DROP TABLE tickets_ticket; --','incident','open','',NULL,'p3','can-work','Jo Park','','','portal',NULL,NULL,'','','58c5533eb92807fcc97a75e9792c3a5cf6e20322b58dcc31ee713038af17b6ff',1,'','o''brien; drop table tickets_ticket; -- o''brien; drop table tickets_ticket; -- o''brien; drop table tickets_ticket; -- o''brien; drop table tickets_ticket; -- o''brien; drop table tickets_ticket; -- o''brien; drop table tickets_ticket; -- o''brien; drop table tickets_ticket; -- jo park',1,1,1,1);
INSERT INTO "tickets_ticket" VALUES(2,2,'2026-11-22 15:40:04.042482','2026-11-22 15:40:04.078713',NULL,'back\slash \N \. "quoted" ''single'' `tick` $$dollar$$','back\slash \N \. "quoted" ''single'' `tick` $$dollar$$

back\slash \N \. "quoted" ''single'' `tick` $$dollar$$
back\slash \N \. "quoted" ''single'' `tick` $$dollar$$

back\slash \N \. "quoted" ''single'' `tick` $$dollar$$
back\slash \N \. "quoted" ''single'' `tick` $$dollar$$

back\slash \N \. "quoted" ''single'' `tick` $$dollar$$','incident','pending','parts',NULL,'p1','can-work','Jo Park','','','portal',NULL,NULL,'','','afd57ea8e255c340c3905dec3ba5d65ac26eacd901942d784a4b5946b6b67fea',2,'','back\slash \n \. "quoted" ''single'' `tick` $$dollar$$ back\slash \n \. "quoted" ''single'' `tick` $$dollar$$ back\slash \n \. "quoted" ''single'' `tick` $$dollar$$ back\slash \n \. "quoted" ''single'' `tick` $$dollar$$ back\slash \n \. "quoted" ''single'' `tick` $$dollar$$ back\slash \n \. "quoted" ''single'' `tick` $$dollar$$ back\slash \n \. "quoted" ''single'' `tick` $$dollar$$ jo park',2,NULL,1,1);
INSERT INTO "tickets_ticket" VALUES(3,2,'2026-11-22 15:40:04.045611','2026-11-22 15:40:04.080937',NULL,'=cmd|'' /C calc''!A0','=cmd|'' /C calc''!A0

=cmd|'' /C calc''!A0
=cmd|'' /C calc''!A0

=cmd|'' /C calc''!A0
=cmd|'' /C calc''!A0

=cmd|'' /C calc''!A0','incident','resolved','',NULL,'p3','can-work','Jo Park','','','portal','2026-11-22 15:40:04',NULL,'','','53dcea786d613c389bec9a3fc4a51dc2f3d2e76f539b67a8bc8a1fa0ed360ee2',3,'','=cmd|'' /c calc''!a0 =cmd|'' /c calc''!a0 =cmd|'' /c calc''!a0 =cmd|'' /c calc''!a0 =cmd|'' /c calc''!a0 =cmd|'' /c calc''!a0 =cmd|'' /c calc''!a0 jo park',3,NULL,1,1);
INSERT INTO "tickets_ticket" VALUES(4,3,'2026-11-22 15:40:04.048601','2026-11-22 15:40:04.084973',NULL,'Zoë Ångström, é and é, ﬁ, ß, İstanbul, ǆ','Zoë Ångström, é and é, ﬁ, ß, İstanbul, ǆ

Zoë Ångström, é and é, ﬁ, ß, İstanbul, ǆ
Zoë Ångström, é and é, ﬁ, ß, İstanbul, ǆ

Zoë Ångström, é and é, ﬁ, ß, İstanbul, ǆ
Zoë Ångström, é and é, ﬁ, ß, İstanbul, ǆ

Zoë Ångström, é and é, ﬁ, ß, İstanbul, ǆ','incident','open','',NULL,'p3','can-work','Jo Park','','AS0004','portal',NULL,NULL,'','','db283562d58322ea813d84247fdcef905ca2e1b8653fea0dfb023ce696ad7379',1,'as0004','zoë ångström, é and é, fi, ss, i̇stanbul, dž zoë ångström, é and é, fi, ss, i̇stanbul, dž zoë ångström, é and é, fi, ss, i̇stanbul, dž zoë ångström, é and é, fi, ss, i̇stanbul, dž zoë ångström, é and é, fi, ss, i̇stanbul, dž zoë ångström, é and é, fi, ss, i̇stanbul, dž zoë ångström, é and é, fi, ss, i̇stanbul, dž as0004 jo park',NULL,NULL,1,1);
INSERT INTO "tickets_ticket" VALUES(5,2,'2026-11-22 15:40:04.051742','2026-11-22 15:40:04.086924','2026-11-22 15:40:04','شاشة سوداء عند التشغيل','شاشة سوداء عند التشغيل

شاشة سوداء عند التشغيل
شاشة سوداء عند التشغيل

شاشة سوداء عند التشغيل
شاشة سوداء عند التشغيل

شاشة سوداء عند التشغيل','incident','new','',NULL,'p3','can-work','Jo Park','','','portal',NULL,NULL,'','','439606444ece11078af7a65496b9b3eb57664e117d7099c460187bcd0bf15009',0,'','شاشة سوداء عند التشغيل شاشة سوداء عند التشغيل شاشة سوداء عند التشغيل شاشة سوداء عند التشغيل شاشة سوداء عند التشغيل شاشة سوداء عند التشغيل شاشة سوداء عند التشغيل jo park',5,NULL,1,1);
INSERT INTO "tickets_ticket" VALUES(6,3,'2026-11-22 15:40:04.054859','2026-11-22 15:40:04.090477',NULL,'プリンターが紙を詰まらせる','プリンターが紙を詰まらせる

プリンターが紙を詰まらせる
プリンターが紙を詰まらせる

プリンターが紙を詰まらせる
プリンターが紙を詰まらせる

プリンターが紙を詰まらせる','incident','new','',NULL,'p3','can-work','Jo Park','','','portal',NULL,NULL,'','','b993bfda32d82b448b98d9e921505139644e364109714753eea772f05519a697',0,'','プリンターが紙を詰まらせる プリンターが紙を詰まらせる プリンターが紙を詰まらせる プリンターが紙を詰まらせる プリンターが紙を詰まらせる プリンターが紙を詰まらせる プリンターが紙を詰まらせる jo park',6,NULL,1,1);
INSERT INTO "tickets_ticket" VALUES(7,3,'2026-11-22 15:40:04.057816','2026-11-22 15:40:04.094517',NULL,'👩🏽‍💻 cannot work 🔥𝒳','👩🏽‍💻 cannot work 🔥𝒳

👩🏽‍💻 cannot work 🔥𝒳
👩🏽‍💻 cannot work 🔥𝒳

👩🏽‍💻 cannot work 🔥𝒳
👩🏽‍💻 cannot work 🔥𝒳

👩🏽‍💻 cannot work 🔥𝒳','incident','new','',NULL,'p3','can-work','Jo Park','','','portal',NULL,NULL,'','','2d2403f127f587d19ab8b01705fbfa3ac6f32b62800044d706ef14e5ffc02c6a',0,'','👩🏽‍💻 cannot work 🔥x 👩🏽‍💻 cannot work 🔥x 👩🏽‍💻 cannot work 🔥x 👩🏽‍💻 cannot work 🔥x 👩🏽‍💻 cannot work 🔥x 👩🏽‍💻 cannot work 🔥x 👩🏽‍💻 cannot work 🔥x jo park',7,NULL,1,1);
INSERT INTO "tickets_ticket" VALUES(8,1,'2026-11-22 15:40:04.060873','2026-11-22 15:40:04.060873',NULL,'می‌خواهم half-space, soft­hyphen, no break','می‌خواهم half-space, soft­hyphen, no break

می‌خواهم half-space, soft­hyphen, no break
می‌خواهم half-space, soft­hyphen, no break

می‌خواهم half-space, soft­hyphen, no break
می‌خواهم half-space, soft­hyphen, no break

می‌خواهم half-space, soft­hyphen, no break','incident','new','',NULL,'p3','can-work','Jo Park','','','portal',NULL,NULL,'','','27857f4a4904d3c357ffad6e7e40115136b417a4bbf968325c23bd26269b67af',0,'','می‌خواهم half-space, soft­hyphen, no break می‌خواهم half-space, soft­hyphen, no break می‌خواهم half-space, soft­hyphen, no break می‌خواهم half-space, soft­hyphen, no break می‌خواهم half-space, soft­hyphen, no break می‌خواهم half-space, soft­hyphen, no break می‌خواهم half-space, soft­hyphen, no break jo park',8,NULL,1,1);
INSERT INTO "tickets_ticket" VALUES(9,1,'2026-11-22 15:40:04.063918','2026-11-22 15:40:04.063918',NULL,'<script>alert(1)</script> &amp; {% now %} %s %(x)s {0}','<script>alert(1)</script> &amp; {% now %} %s %(x)s {0}

<script>alert(1)</script> &amp; {% now %} %s %(x)s {0}
<script>alert(1)</script> &amp; {% now %} %s %(x)s {0}

<script>alert(1)</script> &amp; {% now %} %s %(x)s {0}
<script>alert(1)</script> &amp; {% now %} %s %(x)s {0}

<script>alert(1)</script> &amp; {% now %} %s %(x)s {0}','incident','new','',NULL,'p3','can-work','Jo Park','','','portal',NULL,NULL,'','','c5db1b732716493983045e011cc27c3fc9c58b6b5291f934e85ace3ae42d229f',0,'','<script>alert(1)</script> &amp; {% now %} %s %(x)s {0} <script>alert(1)</script> &amp; {% now %} %s %(x)s {0} <script>alert(1)</script> &amp; {% now %} %s %(x)s {0} <script>alert(1)</script> &amp; {% now %} %s %(x)s {0} <script>alert(1)</script> &amp; {% now %} %s %(x)s {0} <script>alert(1)</script> &amp; {% now %} %s %(x)s {0} <script>alert(1)</script> &amp; {% now %} %s %(x)s {0} jo park',9,NULL,1,1);
INSERT INTO "tickets_ticket" VALUES(10,1,'2026-11-22 15:40:04.066854','2026-11-22 15:40:04.066854',NULL,'tab and more','tab	and more

tab	and more
tab	and more

tab	and more
tab	and more

tab	and more','incident','new','',NULL,'p3','can-work','Jo Park','','','portal',NULL,NULL,'','','976670650800503195412ad268bb8881aff6b65679127c77ca0a45f1a91ce90e',0,'','tab and more tab and more tab and more tab and more tab and more tab and more tab and more jo park',10,NULL,1,1);
INSERT INTO "tickets_ticket" VALUES(11,1,'2026-11-22 15:40:04.069804','2026-11-22 15:40:04.069804',NULL,'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx','xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx

xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx

xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx

xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx','incident','new','',NULL,'p3','can-work','Jo Park','','','portal',NULL,NULL,'','','d7b3da3dc4383dab27eda162e55d69fcbf57d909a71c0fc95ecdeaa85ffb303e',0,'','xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx jo park',11,NULL,1,1);
INSERT INTO "tickets_ticket" VALUES(12,1,'2026-11-22 15:40:04.072882','2026-11-22 15:40:04.072882',NULL,'Entered','','service-request','open','',NULL,'p2','cannot-work','Nobody','','gone-1','agent',NULL,NULL,'','',NULL,1,'gone-1','entered gone-1 nobody',NULL,1,1,4);
INSERT INTO "tickets_ticket" VALUES(13,1,'2025-10-18 15:40:04.038519','2025-10-18 15:40:04.038519',NULL,'From elsewhere','','incident','new','',NULL,'p3','can-work','','','','import',NULL,NULL,'Ü1','csv',NULL,0,'','from elsewhere',NULL,NULL,1,NULL);
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE UNIQUE INDEX "agents_agent_groups_agent_id_group_id_8e030a52_uniq" ON "agents_agent_groups" ("agent_id", "group_id");
CREATE INDEX "agents_agent_groups_agent_id_23913ea7" ON "agents_agent_groups" ("agent_id");
CREATE INDEX "agents_agent_groups_group_id_91669523" ON "agents_agent_groups" ("group_id");
CREATE UNIQUE INDEX "agents_agent_user_permissions_agent_id_permission_id_c149555d_uniq" ON "agents_agent_user_permissions" ("agent_id", "permission_id");
CREATE INDEX "agents_agent_user_permissions_agent_id_f82c0791" ON "agents_agent_user_permissions" ("agent_id");
CREATE INDEX "agents_agent_user_permissions_permission_id_8ceb469f" ON "agents_agent_user_permissions" ("permission_id");
CREATE INDEX "attempts_over" ON "agents_attempts" ("ends_at");
CREATE INDEX "agents_hrcode_changed_by_id_e7e0e122" ON "agents_hrcode" ("changed_by_id");
CREATE INDEX "account_emailconfirmation_email_address_id_5b7f8c58" ON "account_emailconfirmation" ("email_address_id");
CREATE UNIQUE INDEX "account_emailaddress_user_id_email_987c8728_uniq" ON "account_emailaddress" ("user_id", "email");
CREATE UNIQUE INDEX "unique_verified_email" ON "account_emailaddress" ("email") WHERE "verified";
CREATE INDEX "account_emailaddress_user_id_2c513194" ON "account_emailaddress" ("user_id");
CREATE INDEX "account_emailaddress_email_03be32b2" ON "account_emailaddress" ("email");
CREATE UNIQUE INDEX "unique_primary_email" ON "account_emailaddress" ("user_id", "primary") WHERE "primary";
CREATE INDEX "event_newest_first" ON "activity_event" ("at", "id");
CREATE INDEX "event_batch" ON "activity_event" ("batch") WHERE "batch" IS NOT NULL;
CREATE INDEX "activity_delivery_event_id_c0d40ec2" ON "activity_delivery" ("event_id");
CREATE INDEX "delivery_due" ON "activity_delivery" ("next_try_at") WHERE "state" = 'owed';
CREATE INDEX "django_admin_log_content_type_id_c4bce8eb" ON "django_admin_log" ("content_type_id");
CREATE INDEX "django_admin_log_user_id_c564eba6" ON "django_admin_log" ("user_id");
CREATE UNIQUE INDEX "one_agent_per_email" ON "agents_agent" ("email") WHERE NOT ("email" = '');
CREATE UNIQUE INDEX "one_agent_per_username" ON "agents_agent" ((LOWER("username")));
CREATE INDEX "agents_session_expire_date_de8187af" ON "agents_session" ("expire_date");
CREATE INDEX "agents_session_agent_id_f8fedab8" ON "agents_session" ("agent_id");
CREATE UNIQUE INDEX "one_person_per_email" ON "people_person" ("email") WHERE NOT ("email" = '');
CREATE INDEX "people_by_name" ON "people_person" ("name_key", "id");
CREATE INDEX "assets_asset_holder_id_2210b3ff" ON "assets_asset" ("holder_id");
CREATE INDEX "assets_asset_category_id_b30c6baf" ON "assets_asset" ("category_id");
CREATE INDEX "asset_by_tag" ON "assets_asset" ("tag_key", "id") WHERE "binned_at" IS NULL;
CREATE INDEX "asset_bin" ON "assets_asset" ("binned_at" DESC, "id" DESC) WHERE "binned_at" IS NOT NULL;
CREATE INDEX "asset_by_make" ON "assets_asset" ("make_key", "id") WHERE "binned_at" IS NULL;
CREATE INDEX "asset_by_serial" ON "assets_asset" ("serial_key", "id") WHERE "binned_at" IS NULL;
CREATE INDEX "asset_by_status" ON "assets_asset" ("shown_rank", "id") WHERE "binned_at" IS NULL;
CREATE INDEX "asset_of_status" ON "assets_asset" ("shown_rank", "tag_key", "id") WHERE "binned_at" IS NULL;
CREATE INDEX "asset_by_warranty" ON "assets_asset" ("warranty_key", "id") WHERE "binned_at" IS NULL;
CREATE INDEX "mfa_authenticator_user_id_0c3a50c0" ON "mfa_authenticator" ("user_id");
CREATE UNIQUE INDEX "unique_authenticator_type" ON "mfa_authenticator" ("user_id", "type") WHERE "type" IN ('totp', 'recovery_codes');
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE UNIQUE INDEX "import_a_ticket_once" ON "tickets_ticket" ("external_source", "external_id") WHERE NOT ("external_id" = '');
CREATE INDEX "tickets_ticket_asset_id_14916b40" ON "tickets_ticket" ("asset_id");
CREATE INDEX "tickets_ticket_assignee_id_3a5aa407" ON "tickets_ticket" ("assignee_id");
CREATE INDEX "tickets_ticket_category_id_710dbfd0" ON "tickets_ticket" ("category_id");
CREATE INDEX "tickets_ticket_requester_id_2072a2f2" ON "tickets_ticket" ("requester_id");
CREATE INDEX "ticket_active" ON "tickets_ticket" ("updated_at" DESC, "id" DESC) WHERE ("binned_at" IS NULL AND "resolved_at" IS NULL);
CREATE INDEX "ticket_active_of" ON "tickets_ticket" ("assignee_id", "updated_at" DESC, "id" DESC) WHERE ("binned_at" IS NULL AND "resolved_at" IS NULL);
CREATE INDEX "ticket_updated" ON "tickets_ticket" ("updated_at" DESC, "id" DESC) WHERE "binned_at" IS NULL;
CREATE INDEX "ticket_created" ON "tickets_ticket" ("created_at" DESC, "id" DESC) WHERE "binned_at" IS NULL;
CREATE INDEX "ticket_by_status" ON "tickets_ticket" ("status_rank", "id") WHERE "binned_at" IS NULL;
CREATE INDEX "ticket_by_priority" ON "tickets_ticket" ("priority", "id") WHERE "binned_at" IS NULL;
CREATE INDEX "ticket_bin" ON "tickets_ticket" ("binned_at" DESC, "id" DESC) WHERE "binned_at" IS NOT NULL;
CREATE INDEX "ticket_unknown_tag" ON "tickets_ticket" ("typed_tag_key") WHERE NOT ("typed_tag_key" = '');
CREATE TRIGGER activity_event_keeps_UPDATE BEFORE UPDATE ON activity_event WHEN NOT desk_may_rewrite()
        BEGIN SELECT RAISE(ABORT, 'events are never edited or deleted'); END;
CREATE TRIGGER activity_event_keeps_DELETE BEFORE DELETE ON activity_event WHEN NOT desk_may_rewrite()
        BEGIN SELECT RAISE(ABORT, 'events are never edited or deleted'); END;
CREATE TRIGGER activity_event_keeps_INSERT BEFORE INSERT ON activity_event WHEN NOT desk_may_rewrite() AND EXISTS (SELECT 1 FROM activity_event WHERE id = NEW.id OR (subject_type_id = NEW.subject_type_id
    AND subject_id = NEW.subject_id AND version = NEW.version))
        BEGIN SELECT RAISE(ABORT, 'events are never edited or deleted'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('django_migrations',39);
INSERT INTO "sqlite_sequence" VALUES('django_content_type',20);
INSERT INTO "sqlite_sequence" VALUES('auth_permission',80);
INSERT INTO "sqlite_sequence" VALUES('auth_group',2);
INSERT INTO "sqlite_sequence" VALUES('account_emailaddress',1);
INSERT INTO "sqlite_sequence" VALUES('activity_event',48);
INSERT INTO "sqlite_sequence" VALUES('activity_delivery',13);
INSERT INTO "sqlite_sequence" VALUES('django_admin_log',1);
INSERT INTO "sqlite_sequence" VALUES('agents_agent',4);
INSERT INTO "sqlite_sequence" VALUES('assets_asset',12);
INSERT INTO "sqlite_sequence" VALUES('mfa_authenticator',2);
INSERT INTO "sqlite_sequence" VALUES('tickets_category',8);
INSERT INTO "sqlite_sequence" VALUES('assets_category',13);
INSERT INTO "sqlite_sequence" VALUES('agents_hrcode',1);
INSERT INTO "sqlite_sequence" VALUES('auth_group_permissions',1);
INSERT INTO "sqlite_sequence" VALUES('agents_agent_groups',1);
INSERT INTO "sqlite_sequence" VALUES('agents_agent_user_permissions',20);
INSERT INTO "sqlite_sequence" VALUES('account_emailconfirmation',1);
INSERT INTO "sqlite_sequence" VALUES('agents_attempts',1);
INSERT INTO "sqlite_sequence" VALUES('people_person',4);
INSERT INTO "sqlite_sequence" VALUES('assets_tagseries',1);
INSERT INTO "sqlite_sequence" VALUES('tickets_ticket',13);
COMMIT;

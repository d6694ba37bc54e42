"""What people write in Japanese. Only slots that are names or numbers."""

from tickets.demo.content.problems import Problem

PROBLEMS = {
    "hardware": [
        Problem(
            ["ノートパソコンが充電できません", "電源を抜くとパソコンが落ちます"],
            ["今朝から充電ランプが点きません。同僚の充電器でも同じでした。資産番号は {tag} です。"],
            about="laptop",
            priority="p2",
        ),
        Problem(
            ["外部モニターがちらつく"],
            ["十分おきに一瞬暗くなります。ケーブルを替えても変わりません。"],
            about="monitor",
            priority="p4",
        ),
        Problem(
            ["新入社員用のノートパソコン手配のお願い"], ["月曜日に着任します。標準構成で結構です。"], is_request=True
        ),
    ],
    "software": [
        Problem(
            ["Excel が月次ファイルを開くと落ちる"],
            ["エラー {error} が出て終了します。他の人の端末では開けます。締め切りは明日です。"],
            about="laptop",
        ),
        Problem(
            ["{app} のインストールをお願いします"],
            ["来週からの案件で使います。上長の承認は取れています。"],
            about="laptop",
            priority="p4",
            is_request=True,
        ),
        Problem(
            ["会議の時刻が一時間ずれて表示される"],
            ["リスボンからの招待だけです。自分で作った予定は正しく出ます。"],
            priority="p4",
        ),
    ],
    "account": [
        Problem(
            ["パスワードの有効期限が切れました"],
            ["休暇から戻ったらログインできなくなっていました。{hour} までは席におります。"],
            priority="p2",
        ),
        Problem(
            ["二段階認証のコードが届きません"],
            ["スマートフォンを機種変更しました。古い端末は初期化済みです。"],
            about="cellphone",
            priority="p2",
        ),
        Problem(
            ["共有フォルダー「見積」のアクセス権について"],
            ["先週異動しました。閲覧と編集の権限をお願いいたします。"],
            is_request=True,
        ),
    ],
    "network": [
        Problem(
            ["在宅勤務中に VPN が切れる"],
            ["{n} 分ほどで切断され、共有フォルダーが固まります。自宅の回線は問題ありません。"],
            about="laptop",
            priority="p2",
        ),
    ],
    "printing": [
        Problem(
            ["プリンターの紙詰まり（3階コピー室）"],
            ["カバーをすべて開けましたが、紙は見当たりません。{tag} です。"],
            about="printer",
            weight=5,
        ),
        Problem(
            ["トナーがなくなりました"],
            ["{tag} です。予備が棚に見当たりません。"],
            about="printer",
            priority="p4",
            is_request=True,
        ),
    ],
    "other": [
        Problem(
            ["会議室 {room} の画面設定のお願い"],
            ["{hour} から海外拠点との会議があります。事前に接続を確認していただけますか。"],
            is_request=True,
        ),
    ],
}
